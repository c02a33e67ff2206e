#pragma once
// Memory for large tables that are read all over: asks the system for large pages, as looking up
// page addresses would else take longer than the look-up itself.

#include <algorithm>
#include <cstddef>
#include <cstdlib>
#include <limits>
#include <new>

#ifdef __linux__
#include <sys/mman.h>
#endif

namespace newsloom::annotate {

template <class T>
struct HugePages {
  using value_type = T;
  static constexpr std::size_t kPage = std::size_t{1} << 21;
  static constexpr std::size_t kMinBytes = kPage / 2;  // smaller tables stand in usual memory

  HugePages() = default;
  template <class U>
  HugePages(const HugePages<U>& /*other*/) noexcept {}  // NOLINT(google-explicit-constructor)

  T* allocate(std::size_t count) {
    if (count > std::numeric_limits<std::size_t>::max() / sizeof(T) - kPage) {
      throw std::bad_array_new_length();
    }
    const std::size_t bytes = count * sizeof(T);
    const bool large = bytes >= kMinBytes;
    const std::size_t align = large ? kPage : std::max(alignof(T), alignof(std::max_align_t));
    void* memory = std::aligned_alloc(align, (bytes + align - 1) / align * align);
    if (memory == nullptr) throw std::bad_alloc();
#if defined(__linux__) && defined(MADV_HUGEPAGE)
    // A hint: where it is refused all works as before.
    if (large) (void)madvise(memory, (bytes + kPage - 1) / kPage * kPage, MADV_HUGEPAGE);
#endif
    return static_cast<T*>(memory);
  }
  void deallocate(T* memory, std::size_t /*count*/) noexcept { std::free(memory); }

  template <class U>
  friend bool operator==(const HugePages& /*a*/, const HugePages<U>& /*b*/) {
    return true;
  }
};

}  // namespace newsloom::annotate
