#include "newsloom/stages/annotate/annotate.h"
