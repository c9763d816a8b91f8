// Looks up the functions that our own definitions hide.
#include "harness/hooks/real.hpp"

#include <dlfcn.h>
#include <execinfo.h>

#include "harness/engine/raw_syscall.hpp"

namespace threadmark::hooks {

Real real;

void* real_symbol(const char* name) {
  const engine::RealCalls open;
  void* symbol = dlsym(RTLD_NEXT, name);
  if (symbol == nullptr) engine::die(name);
  return symbol;
}

namespace {
template <class F>
void load(F& slot, const char* name) {
  slot = reinterpret_cast<F>(real_symbol(name));
}
}  // namespace

void load_real() {
  if (real.pthread_create != nullptr) return;
  load(real.pthread_create, "pthread_create");
  load(real.pthread_join, "pthread_join");
  load(real.pthread_exit, "pthread_exit");
  load(real.libc_start_main, "__libc_start_main");
  load(real.sched_yield, "sched_yield");
  // libc loads the unwinder at the first pthread_exit; now, what it allocates for that is nobody's.
  const engine::RealCalls open;
  void* frame = nullptr;
  backtrace(&frame, 1);
}

}  // namespace threadmark::hooks
