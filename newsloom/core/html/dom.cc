#include "newsloom/core/html/dom.h"
