// Copying behind the hooks of memcpy and its family.
#include "harness/hooks/plain_memory.hpp"

extern "C" {

void* threadmark_plain_memcpy(void* to, const void* from, std::size_t size) {
  void* result = to;
  asm volatile("rep movsb" : "+D"(to), "+S"(from), "+c"(size) : : "memory");
  return result;
}

void* threadmark_plain_memmove(void* to, const void* from, std::size_t size) {
  if (static_cast<char*>(to) - static_cast<const char*>(from) >= 0 &&
      static_cast<std::size_t>(static_cast<char*>(to) - static_cast<const char*>(from)) < size) {
    void* end_to = static_cast<char*>(to) + size - 1;
    const void* end_from = static_cast<const char*>(from) + size - 1;
    asm volatile("std\n rep movsb\n cld" : "+D"(end_to), "+S"(end_from), "+c"(size) : : "memory");
    return to;
  }
  return threadmark_plain_memcpy(to, from, size);
}

void* threadmark_plain_memset(void* to, int value, std::size_t size) {
  void* result = to;
  asm volatile("rep stosb" : "+D"(to), "+c"(size) : "a"(value) : "memory");
  return result;
}

// A loop that the compiler must not turn back into a call of itself.
__attribute__((optimize("no-tree-loop-distribute-patterns"))) std::size_t threadmark_plain_strlen(const char* text) {
  std::size_t length = 0;
  while (text[length] != 0)
    ++length;
  return length;
}

int threadmark_plain_memcmp(const void* a, const void* b, std::size_t size) {
  const auto* x = static_cast<const unsigned char*>(a);
  const auto* y = static_cast<const unsigned char*>(b);
  for (std::size_t i = 0; i < size; ++i) {
    if (x[i] != y[i]) return x[i] < y[i] ? -1 : 1;
  }
  return 0;
}
}
