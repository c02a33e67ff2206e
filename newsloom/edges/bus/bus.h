#pragma once
// The buses: in memory, for one process.

#include <cstddef>
#include <memory>

#include "newsloom/pipeline/ports.h"

namespace newsloom::bus {

/// Queues of at most `capacity` waiting messages a topic; publish() waits while one is full.
[[nodiscard]] std::unique_ptr<Bus> in_memory(std::size_t capacity);

}  // namespace newsloom::bus
