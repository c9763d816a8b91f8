// memcpy and its family: accesses of whole ranges, where the program itself calls them.
#include <cstddef>

#include "harness/detectors/race.hpp"
#include "harness/engine/local.hpp"
#include "harness/hooks/interposed.hpp"
#include "harness/hooks/plain_memory.hpp"

namespace {

using threadmark::detectors::access_range;
using threadmark::detectors::access_write;

inline std::uint64_t address_of(const void* memory) {
  return reinterpret_cast<std::uint64_t>(memory);
}

/// Calls of libraries work on memory whose order we cannot see; only the program's own are looked at.
inline bool is_watched(std::uint64_t pc) {
  return threadmark::engine::self() != nullptr && threadmark::hooks::is_program_code(pc);
}

void* copy(void* to, const void* from, std::size_t size, std::uint64_t pc) {
  if (size != 0) {
    access_range(address_of(from), size, 0, pc);
    access_range(address_of(to), size, access_write, pc);
  }
  return threadmark_plain_memmove(to, from, size);
}

void* fill(void* to, int value, std::size_t size, std::uint64_t pc) {
  access_range(address_of(to), size, access_write, pc);
  return threadmark_plain_memset(to, value, size);
}

}  // namespace

#define PC reinterpret_cast<std::uint64_t>(__builtin_return_address(0))

THREADMARK_HOOK void* __tsan_memcpy(void* to, const void* from, std::size_t size) {
  return copy(to, from, size, PC);
}
THREADMARK_HOOK void* __tsan_memmove(void* to, const void* from, std::size_t size) {
  return copy(to, from, size, PC);
}
THREADMARK_HOOK void* __tsan_memset(void* to, int value, std::size_t size) {
  return fill(to, value, size, PC);
}

THREADMARK_HOOK void* memcpy(void* to, const void* from, std::size_t size) {
  if (!is_watched(PC)) return threadmark_plain_memcpy(to, from, size);
  return copy(to, from, size, PC);
}

THREADMARK_HOOK void* memmove(void* to, const void* from, std::size_t size) {
  if (!is_watched(PC)) return threadmark_plain_memmove(to, from, size);
  return copy(to, from, size, PC);
}

THREADMARK_HOOK void* memset(void* to, int value, std::size_t size) {
  if (!is_watched(PC)) return threadmark_plain_memset(to, value, size);
  return fill(to, value, size, PC);
}

THREADMARK_HOOK int memcmp(const void* a, const void* b, std::size_t size) {
  if (is_watched(PC)) {
    access_range(address_of(a), size, 0, PC);
    access_range(address_of(b), size, 0, PC);
  }
  return threadmark_plain_memcmp(a, b, size);
}

THREADMARK_HOOK std::size_t strlen(const char* text) {
  const std::size_t length = threadmark_plain_strlen(text);
  if (is_watched(PC)) access_range(address_of(text), length + 1, 0, PC);
  return length;
}
