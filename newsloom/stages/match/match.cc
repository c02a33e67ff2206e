#include "newsloom/stages/match/match.h"
