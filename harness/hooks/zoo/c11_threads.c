// Right: C11 threads, mutexes of each kind, a condition variable, call_once, thread-specific storage.
#include <stdlib.h>
#include <threads.h>
#include <time.h>

static mtx_t plain, recursive, timed;
static cnd_t changed;
static once_flag once = ONCE_FLAG_INIT;
static tss_t key;
static int ready, set_up, freed;

static void make(void) {
  set_up++;
}
static void give_back(void* value) {
  mtx_lock(&plain);
  freed++;
  mtx_unlock(&plain);
  free(value);
}

static int works(void* unused) {
  (void)unused;
  call_once(&once, make);
  tss_set(key, malloc(4));
  mtx_lock(&recursive);
  mtx_lock(&recursive);
  mtx_unlock(&recursive);
  mtx_unlock(&recursive);
  struct timespec until;
  timespec_get(&until, TIME_UTC);
  until.tv_sec += 1;
  if (mtx_timedlock(&timed, &until) == thrd_success) mtx_unlock(&timed);
  mtx_lock(&plain);
  ready++;
  cnd_signal(&changed);
  mtx_unlock(&plain);
  return 5;
}

int main(void) {
  mtx_init(&plain, mtx_plain);
  mtx_init(&recursive, mtx_plain | mtx_recursive);
  mtx_init(&timed, mtx_timed);
  cnd_init(&changed);
  tss_create(&key, give_back);
  thrd_t t[2];
  for (int i = 0; i < 2; i++)
    thrd_create(&t[i], works, 0);
  mtx_lock(&plain);
  while (ready < 2)
    cnd_wait(&changed, &plain);
  mtx_unlock(&plain);
  int result = 0;
  for (int i = 0; i < 2; i++) {
    thrd_join(t[i], &result);
    if (result != 5) abort();
  }
  if (set_up != 1 || freed != 2) abort();
  tss_delete(key);
  cnd_destroy(&changed);
  mtx_destroy(&plain);
  mtx_destroy(&recursive);
  mtx_destroy(&timed);
  return 0;
}
