#include "newsloom/testing/data.h"

#include "data/embedded.h"

namespace newsloom::testing {

DataSource data() { return embedded_data(); }

}  // namespace newsloom::testing
