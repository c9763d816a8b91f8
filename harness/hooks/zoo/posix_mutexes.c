// Right: error-checking and recursive mutexes, trylock, a condition variable on the monotonic clock.
#include <errno.h>
#include <pthread.h>
#include <stdlib.h>
#include <time.h>

static pthread_mutex_t checking, recursive, plain = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t changed;
static int turns;

static void* works(void* unused) {
  (void)unused;
  pthread_mutex_lock(&checking);
  if (pthread_mutex_lock(&checking) != EDEADLK) abort();
  pthread_mutex_unlock(&checking);
  pthread_mutex_lock(&recursive);
  if (pthread_mutex_trylock(&recursive) != 0) abort();
  pthread_mutex_unlock(&recursive);
  pthread_mutex_unlock(&recursive);
  pthread_mutex_lock(&plain);
  turns++;
  pthread_cond_broadcast(&changed);
  pthread_mutex_unlock(&plain);
  return 0;
}

int main(void) {
  pthread_mutexattr_t kind;
  pthread_mutexattr_init(&kind);
  pthread_mutexattr_settype(&kind, PTHREAD_MUTEX_ERRORCHECK);
  pthread_mutex_init(&checking, &kind);
  pthread_mutexattr_settype(&kind, PTHREAD_MUTEX_RECURSIVE);
  pthread_mutex_init(&recursive, &kind);
  pthread_mutexattr_destroy(&kind);
  pthread_condattr_t clock;
  pthread_condattr_init(&clock);
  pthread_condattr_setclock(&clock, CLOCK_MONOTONIC);
  pthread_cond_init(&changed, &clock);
  pthread_condattr_destroy(&clock);
  pthread_t t[2];
  for (int i = 0; i < 2; i++)
    pthread_create(&t[i], 0, works, 0);
  pthread_mutex_lock(&plain);
  while (turns < 2) {
    struct timespec until;
    clock_gettime(CLOCK_MONOTONIC, &until);
    until.tv_sec += 2;
    pthread_cond_timedwait(&changed, &plain, &until);
  }
  pthread_mutex_unlock(&plain);
  for (int i = 0; i < 2; i++)
    pthread_join(t[i], 0);
  pthread_cond_destroy(&changed);
  pthread_mutex_destroy(&checking);
  pthread_mutex_destroy(&recursive);
  return 0;
}
