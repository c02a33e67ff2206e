#include "newsloom/stages/extract/extract.h"
