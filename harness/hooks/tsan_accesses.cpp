// The hooks of plain memory accesses and of function entry and exit, as g++ and clang emit them for -fsanitize=thread.
#include "harness/detectors/race.hpp"
#include "harness/engine/call_stack.hpp"
#include "harness/engine/local.hpp"
#include "harness/hooks/interposed.hpp"

namespace {

using threadmark::detectors::access_write;
using threadmark::engine::local;

constexpr std::uint8_t plain_read = 0;

/// One access inside one granule; falls back to the detector unless it is a repetition.
inline __attribute__((always_inline)) void access(std::uint64_t address, std::uint32_t size, std::uint8_t flags,
                                                  std::uint64_t pc) {
  const std::uint64_t ticks = ++local.ticks;
  const auto mask = static_cast<std::uint8_t>(((1u << size) - 1u) << (address & 7));
  if (threadmark::detectors::is_repeated(*threadmark::detectors::cell_of(address), local.now, mask, flags) &&
      ticks < local.stop_tick) {
    return;
  }
  threadmark::detectors::access_slowly(address, size, flags, pc);
}

/// An access that may cross granules.
inline void access_anywhere(std::uint64_t address, std::uint32_t size, std::uint8_t flags, std::uint64_t pc) {
  if ((address & 7) + size <= 8) return access(address, size, flags, pc);
  threadmark::detectors::access_range(address, size, flags, pc);
}

}  // namespace

#define PC reinterpret_cast<std::uint64_t>(__builtin_return_address(0))
#define ADDRESS reinterpret_cast<std::uint64_t>(address)

#define ACCESS_HOOKS(size)                                                             \
  THREADMARK_HOOK void __tsan_read##size(void* address) {                              \
    access_anywhere(ADDRESS, size, plain_read, PC);                                    \
  }                                                                                    \
  THREADMARK_HOOK void __tsan_write##size(void* address) {                             \
    access_anywhere(ADDRESS, size, access_write, PC);                                  \
  }                                                                                    \
  THREADMARK_HOOK void __tsan_volatile_read##size(void* address) {                     \
    access_anywhere(ADDRESS, size, plain_read, PC);                                    \
  }                                                                                    \
  THREADMARK_HOOK void __tsan_volatile_write##size(void* address) {                    \
    access_anywhere(ADDRESS, size, access_write, PC);                                  \
  }                                                                                    \
  THREADMARK_HOOK void __tsan_read_write##size(void* address) {                        \
    access_anywhere(ADDRESS, size, plain_read, PC);                                    \
    access_anywhere(ADDRESS, size, access_write, PC);                                  \
  }                                                                                    \
  THREADMARK_HOOK void __tsan_read##size##_pc(void* address, void* pc) {               \
    access_anywhere(ADDRESS, size, plain_read, reinterpret_cast<std::uint64_t>(pc));   \
  }                                                                                    \
  THREADMARK_HOOK void __tsan_write##size##_pc(void* address, void* pc) {              \
    access_anywhere(ADDRESS, size, access_write, reinterpret_cast<std::uint64_t>(pc)); \
  }

ACCESS_HOOKS(1)
ACCESS_HOOKS(2)
ACCESS_HOOKS(4)
ACCESS_HOOKS(8)
ACCESS_HOOKS(16)

#define UNALIGNED_HOOKS(size)                                                 \
  THREADMARK_HOOK void __tsan_unaligned_read##size(void* address) {           \
    access_anywhere(ADDRESS, size, plain_read, PC);                           \
  }                                                                           \
  THREADMARK_HOOK void __tsan_unaligned_write##size(void* address) {          \
    access_anywhere(ADDRESS, size, access_write, PC);                         \
  }                                                                           \
  THREADMARK_HOOK void __tsan_unaligned_volatile_read##size(void* address) {  \
    access_anywhere(ADDRESS, size, plain_read, PC);                           \
  }                                                                           \
  THREADMARK_HOOK void __tsan_unaligned_volatile_write##size(void* address) { \
    access_anywhere(ADDRESS, size, access_write, PC);                         \
  }                                                                           \
  THREADMARK_HOOK void __tsan_unaligned_read_write##size(void* address) {     \
    access_anywhere(ADDRESS, size, plain_read, PC);                           \
    access_anywhere(ADDRESS, size, access_write, PC);                         \
  }

UNALIGNED_HOOKS(2)
UNALIGNED_HOOKS(4)
UNALIGNED_HOOKS(8)
UNALIGNED_HOOKS(16)

THREADMARK_HOOK void __tsan_read_range(void* address, unsigned long size) {
  threadmark::detectors::access_range(ADDRESS, size, plain_read, PC);
}

THREADMARK_HOOK void __tsan_write_range(void* address, unsigned long size) {
  threadmark::detectors::access_range(ADDRESS, size, access_write, PC);
}

// A constructor or destructor sets the table pointer; the same value again changes nothing for others (TSan's rule).
THREADMARK_HOOK void __tsan_vptr_update(void** address, void* value) {
  if (*address != value) access_anywhere(ADDRESS, 8, access_write, PC);
}

THREADMARK_HOOK void __tsan_vptr_read(void** address) {
  access_anywhere(ADDRESS, 8, plain_read, PC);
}

THREADMARK_HOOK void __tsan_func_entry(void* call_pc) {
  // Our own return address lies where those of all the function's calls will lie.
  threadmark::engine::enter_function(reinterpret_cast<std::uint64_t>(call_pc),
                                     reinterpret_cast<std::uint64_t>(__builtin_dwarf_cfa()) - sizeof(void*));
}

THREADMARK_HOOK void __tsan_func_exit() {
  threadmark::engine::leave_function();
}

THREADMARK_HOOK void __tsan_init() {}

THREADMARK_HOOK void __tsan_ignore_thread_begin() {
  ++local.ignoring;
}
THREADMARK_HOOK void __tsan_ignore_thread_end() {
  --local.ignoring;
}
