// Copying behind the hooks of memcpy and its family, which looks at nothing.
#pragma once

#include <cstddef>

extern "C" {
void* threadmark_plain_memcpy(void* to, const void* from, std::size_t size);
void* threadmark_plain_memmove(void* to, const void* from, std::size_t size);
void* threadmark_plain_memset(void* to, int value, std::size_t size);
std::size_t threadmark_plain_strlen(const char* text);
int threadmark_plain_memcmp(const void* a, const void* b, std::size_t size);
}
