// 3 threads set a and b; one must never see a set without b.
#include <assert.h>
#include <pthread.h>
enum { setters = 3, checkers = 1 };
static volatile int a, b;

static void *set(void *unused) {
  (void)unused;
  a = 1;
  b = -1;
  return 0;
}

static void *check(void *unused) {
  (void)unused;
  assert((a == 0 && b == 0) || (a == 1 && b == -1));
  return 0;
}

int main(void) {
  pthread_t s[setters], c[checkers];
  for (int i = 0; i < setters; i++) pthread_create(&s[i], 0, set, 0);
  for (int i = 0; i < checkers; i++) pthread_create(&c[i], 0, check, 0);
  for (int i = 0; i < setters; i++) pthread_join(s[i], 0);
  for (int i = 0; i < checkers; i++) pthread_join(c[i], 0);
  return 0;
}
