// The functions of libc that our own definitions hide.
#pragma once

#include <cstddef>

#include <pthread.h>

namespace threadmark::hooks {

struct Real {
  int (*pthread_create)(pthread_t*, const pthread_attr_t*, void* (*)(void*), void*) = nullptr;
  int (*pthread_join)(pthread_t, void**) = nullptr;
  void (*pthread_exit)(void*) = nullptr;
  int (*libc_start_main)(int (*)(int, char**, char**), int, char**, void (*)(), void (*)(), void (*)(),
                         void*) = nullptr;
  int (*sched_yield)() = nullptr;
};

extern Real real;
void load_real();
/// A name hidden by ours; dies when there is none.
void* real_symbol(const char* name);

}  // namespace threadmark::hooks
