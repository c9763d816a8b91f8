// C11 threads, by the POSIX ones: libc's own would not pass through our names.
#include <errno.h>
#include <pthread.h>
#include <threads.h>

#include "harness/hooks/interposed.hpp"

namespace {

static_assert(sizeof(mtx_t) >= sizeof(pthread_mutex_t) && sizeof(cnd_t) >= sizeof(pthread_cond_t));

pthread_mutex_t* mutex_of(mtx_t* mutex) {
  return reinterpret_cast<pthread_mutex_t*>(mutex);
}
pthread_cond_t* condition_of(cnd_t* condition) {
  return reinterpret_cast<pthread_cond_t*>(condition);
}

int result_of(int error) {
  switch (error) {
    case 0:
      return thrd_success;
    case EBUSY:
      return thrd_busy;
    case ETIMEDOUT:
      return thrd_timedout;
    case ENOMEM:
      return thrd_nomem;
    default:
      return thrd_error;
  }
}

/// A C11 routine gives an int, a POSIX one a pointer; at the ABI that libc uses for both they are one register.
using PosixRoutine = void* (*)(void*);

}  // namespace

THREADMARK_HOOK int thrd_create(thrd_t* thread, thrd_start_t routine, void* argument) {
  PosixRoutine as_posix = nullptr;
  static_assert(sizeof routine == sizeof as_posix);
  __builtin_memcpy(&as_posix, &routine, sizeof as_posix);
  return result_of(pthread_create(thread, nullptr, as_posix, argument));
}
THREADMARK_HOOK int thrd_join(thrd_t thread, int* result) {
  void* value = nullptr;
  const int error = pthread_join(thread, &value);
  if (result != nullptr) *result = static_cast<int>(reinterpret_cast<long>(value));
  return result_of(error);
}
THREADMARK_HOOK int thrd_detach(thrd_t thread) {
  return result_of(pthread_detach(thread));
}
THREADMARK_HOOK void thrd_exit(int result) {
  pthread_exit(reinterpret_cast<void*>(static_cast<long>(result)));
}

THREADMARK_HOOK int mtx_init(mtx_t* mutex, int type) {
  pthread_mutexattr_t attributes;
  pthread_mutexattr_init(&attributes);
  if ((type & mtx_recursive) != 0) pthread_mutexattr_settype(&attributes, PTHREAD_MUTEX_RECURSIVE);
  return result_of(pthread_mutex_init(mutex_of(mutex), &attributes));
}
THREADMARK_HOOK void mtx_destroy(mtx_t* mutex) {
  pthread_mutex_destroy(mutex_of(mutex));
}
THREADMARK_HOOK int mtx_lock(mtx_t* mutex) {
  return result_of(pthread_mutex_lock(mutex_of(mutex)));
}
THREADMARK_HOOK int mtx_trylock(mtx_t* mutex) {
  return result_of(pthread_mutex_trylock(mutex_of(mutex)));
}
THREADMARK_HOOK int mtx_timedlock(mtx_t* mutex, const struct timespec* until) {
  return result_of(pthread_mutex_timedlock(mutex_of(mutex), until));
}
THREADMARK_HOOK int mtx_unlock(mtx_t* mutex) {
  return result_of(pthread_mutex_unlock(mutex_of(mutex)));
}

THREADMARK_HOOK int cnd_init(cnd_t* condition) {
  return result_of(pthread_cond_init(condition_of(condition), nullptr));
}
THREADMARK_HOOK void cnd_destroy(cnd_t* condition) {
  pthread_cond_destroy(condition_of(condition));
}
THREADMARK_HOOK int cnd_wait(cnd_t* condition, mtx_t* mutex) {
  return result_of(pthread_cond_wait(condition_of(condition), mutex_of(mutex)));
}
THREADMARK_HOOK int cnd_timedwait(cnd_t* condition, mtx_t* mutex, const struct timespec* until) {
  return result_of(pthread_cond_timedwait(condition_of(condition), mutex_of(mutex), until));
}
THREADMARK_HOOK int cnd_signal(cnd_t* condition) {
  return result_of(pthread_cond_signal(condition_of(condition)));
}
THREADMARK_HOOK int cnd_broadcast(cnd_t* condition) {
  return result_of(pthread_cond_broadcast(condition_of(condition)));
}

THREADMARK_HOOK void call_once(once_flag* flag, void (*routine)()) {
  pthread_once(reinterpret_cast<pthread_once_t*>(flag), routine);
}
