#include "newsloom/stages/cluster/cluster.h"
