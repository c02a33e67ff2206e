#include "newsloom/stages/decode/decode.h"
