// malloc, free, new, delete and their family.
#include <cstddef>
#include <new>

#include <errno.h>
#include <malloc.h>

#include "harness/detectors/race.hpp"
#include "harness/engine/local.hpp"
#include "harness/hooks/heap.hpp"
#include "harness/hooks/interposed.hpp"
#include "harness/hooks/plain_memory.hpp"

namespace threadmark::hooks {

namespace {

#define DIRECT_CALLER reinterpret_cast<std::uint64_t>(__builtin_return_address(0))

/// Where the student asked for it. Before the program is under way there is no student.
#define ALLOCATION_CALLER (engine::self() == nullptr ? 0 : THREADMARK_CALLER())

void* allocate_or_fail(std::size_t size, std::size_t alignment, std::uint64_t pc) {
  void* payload = allocate(size, alignment, pc);
  if (payload == nullptr) errno = ENOMEM;
  return payload;
}

/// As libstdc++ does it: the new handler, then bad_alloc.
void* allocate_or_throw(std::size_t size, std::size_t alignment, std::uint64_t pc) {
  while (true) {
    void* payload = allocate(size, alignment, pc);
    if (payload != nullptr) return payload;
    const std::new_handler handler = std::get_new_handler();
    if (handler == nullptr) throw std::bad_alloc();  // the contract of operator new
    handler();
  }
}

bool is_watched(std::uint64_t caller) {
  return engine::self() != nullptr && is_program_code(caller);
}

bool is_power_of_two(std::size_t n) {
  return n != 0 && (n & (n - 1)) == 0;
}

}  // namespace

}  // namespace threadmark::hooks

using namespace threadmark::hooks;
namespace engine = threadmark::engine;

THREADMARK_HOOK void* malloc(std::size_t size) {
  return allocate_or_fail(size, 16, ALLOCATION_CALLER);
}

THREADMARK_HOOK void free(void* payload) {
  deallocate(payload, ALLOCATION_CALLER, is_watched(DIRECT_CALLER));
}

THREADMARK_HOOK void* calloc(std::size_t count, std::size_t size) {
  std::size_t bytes = 0;
  if (__builtin_mul_overflow(count, size, &bytes)) {
    errno = ENOMEM;
    return nullptr;
  }
  void* payload = allocate_or_fail(bytes, 16, ALLOCATION_CALLER);
  if (payload != nullptr) threadmark_plain_memset(payload, 0, bytes);
  return payload;
}

THREADMARK_HOOK void* realloc(void* old, std::size_t size) {
  const std::uint64_t pc = ALLOCATION_CALLER;
  if (old == nullptr) return allocate_or_fail(size, 16, pc);
  if (size == 0) {
    deallocate(old, pc, is_watched(DIRECT_CALLER));
    return nullptr;
  }
  void* payload = allocate_or_fail(size, 16, pc);
  if (payload == nullptr) return nullptr;
  const std::size_t old_size = is_heap(old) ? block_of(old)->size : 0;
  threadmark_plain_memcpy(payload, old, old_size < size ? old_size : size);
  deallocate(old, pc, is_watched(DIRECT_CALLER));
  return payload;
}

THREADMARK_HOOK void* reallocarray(void* old, std::size_t count, std::size_t size) {
  std::size_t bytes = 0;
  if (__builtin_mul_overflow(count, size, &bytes)) {
    errno = ENOMEM;
    return nullptr;
  }
  return realloc(old, bytes);
}

THREADMARK_HOOK void* memalign(std::size_t alignment, std::size_t size) {
  return allocate_or_fail(size, alignment, ALLOCATION_CALLER);
}

THREADMARK_HOOK void* aligned_alloc(std::size_t alignment, std::size_t size) {
  return allocate_or_fail(size, alignment, ALLOCATION_CALLER);
}

THREADMARK_HOOK int posix_memalign(void** result, std::size_t alignment, std::size_t size) {
  if (!is_power_of_two(alignment) || alignment % sizeof(void*) != 0) return EINVAL;
  void* payload = allocate(size, alignment, ALLOCATION_CALLER);
  if (payload == nullptr) return ENOMEM;
  *result = payload;
  return 0;
}

THREADMARK_HOOK void* valloc(std::size_t size) {
  return allocate_or_fail(size, 4096, ALLOCATION_CALLER);
}

THREADMARK_HOOK std::size_t malloc_usable_size(void* payload) {
  return payload == nullptr ? 0 : block_of(payload)->size;
}

// Weak, so that a program may have its own.
#define THREADMARK_OPERATOR __attribute__((weak, visibility("default"), used))

THREADMARK_OPERATOR void* operator new(std::size_t size) {
  return allocate_or_throw(size, 16, ALLOCATION_CALLER);
}
THREADMARK_OPERATOR void* operator new[](std::size_t size) {
  return allocate_or_throw(size, 16, ALLOCATION_CALLER);
}
THREADMARK_OPERATOR void* operator new(std::size_t size, std::align_val_t alignment) {
  return allocate_or_throw(size, static_cast<std::size_t>(alignment), ALLOCATION_CALLER);
}
THREADMARK_OPERATOR void* operator new[](std::size_t size, std::align_val_t alignment) {
  return allocate_or_throw(size, static_cast<std::size_t>(alignment), ALLOCATION_CALLER);
}
THREADMARK_OPERATOR void* operator new(std::size_t size, const std::nothrow_t&) noexcept {
  return allocate(size, 16, ALLOCATION_CALLER);
}
THREADMARK_OPERATOR void* operator new[](std::size_t size, const std::nothrow_t&) noexcept {
  return allocate(size, 16, ALLOCATION_CALLER);
}

#define DELETE_BODY deallocate(payload, ALLOCATION_CALLER, is_watched(DIRECT_CALLER))

THREADMARK_OPERATOR void operator delete(void* payload) noexcept {
  DELETE_BODY;
}
THREADMARK_OPERATOR void operator delete[](void* payload) noexcept {
  DELETE_BODY;
}
THREADMARK_OPERATOR void operator delete(void* payload, std::size_t) noexcept {
  DELETE_BODY;
}
THREADMARK_OPERATOR void operator delete[](void* payload, std::size_t) noexcept {
  DELETE_BODY;
}
THREADMARK_OPERATOR void operator delete(void* payload, std::align_val_t) noexcept {
  DELETE_BODY;
}
THREADMARK_OPERATOR void operator delete[](void* payload, std::align_val_t) noexcept {
  DELETE_BODY;
}
THREADMARK_OPERATOR void operator delete(void* payload, std::size_t, std::align_val_t) noexcept {
  DELETE_BODY;
}
THREADMARK_OPERATOR void operator delete[](void* payload, std::size_t, std::align_val_t) noexcept {
  DELETE_BODY;
}
