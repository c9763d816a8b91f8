// 3 threads protect a counter by one lock, a few others by another.
#include <assert.h>
#include <pthread.h>
enum { first = 3, second = 3 };
static pthread_mutex_t one = PTHREAD_MUTEX_INITIALIZER, other = PTHREAD_MUTEX_INITIALIZER;
static volatile int data;

static void *under_one(void *unused) {
  (void)unused;
  pthread_mutex_lock(&one);
  int before = data;
  data++;
  assert(data == before + 1);
  pthread_mutex_unlock(&one);
  return 0;
}

static void *under_other(void *unused) {
  (void)unused;
  pthread_mutex_lock(&other);
  data++;
  pthread_mutex_unlock(&other);
  return 0;
}

int main(void) {
  pthread_t t[first + second];
  for (int i = 0; i < first + second; i++) pthread_create(&t[i], 0, i < first ? under_one : under_other, 0);
  for (int i = 0; i < first + second; i++) pthread_join(t[i], 0);
  return 0;
}
