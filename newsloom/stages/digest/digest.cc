#include "newsloom/stages/digest/digest.h"
