// Four threads in a ring each take over the value of the one before; nothing makes them go in order.
#include <assert.h>
#include <pthread.h>
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static int x[5] = {0, 1, 1, 1, 1};
static _Bool done[5];

static void *pass(void *which) {
  int i = *(int *)which;
  int before = i == 1 ? 4 : i - 1;
  pthread_mutex_lock(&lock);
  x[i] = i == 1 ? (x[before] + 1) % 4 : x[before];
  done[i] = 1;
  pthread_mutex_unlock(&lock);
  return 0;
}

static void *check(void *unused) {
  (void)unused;
  pthread_mutex_lock(&lock);
  if (done[1] && done[2] && done[3] && done[4]) assert(x[1] == x[2] && x[2] == x[3] && x[3] == x[4]);
  pthread_mutex_unlock(&lock);
  return 0;
}

int main(void) {
  static int numbers[5] = {0, 1, 2, 3, 4};
  pthread_t t[6];
  for (int i = 1; i <= 4; i++) pthread_create(&t[i], 0, pass, &numbers[i]);
  pthread_create(&t[5], 0, check, 0);
  for (int i = 1; i <= 5; i++) pthread_join(t[i], 0);
  return 0;
}
