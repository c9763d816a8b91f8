// A bounded buffer with one condition variable for both sides, `if` instead of `while`, and one notification each.
#include <assert.h>
#include <pthread.h>
enum { size = 1, items = 3 };
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t changed = PTHREAD_COND_INITIALIZER;
static int buffer[size], fill;

static void *produce(void *unused) {
  (void)unused;
  for (int i = 0; i < items; i++) {
    pthread_mutex_lock(&lock);
    while (fill == size) pthread_cond_wait(&changed, &lock);
    buffer[fill++] = i;
    pthread_cond_signal(&changed);
    pthread_mutex_unlock(&lock);
  }
  return 0;
}

static void *consume(void *unused) {
  (void)unused;
  for (int i = 0; i < items; i++) {
    pthread_mutex_lock(&lock);
    while (fill == 0) pthread_cond_wait(&changed, &lock);
    fill--;
    pthread_cond_signal(&changed);
    pthread_mutex_unlock(&lock);
  }
  return 0;
}

int main(void) {
  pthread_t t[4];
  for (int i = 0; i < 4; i++) pthread_create(&t[i], 0, i < 2 ? produce : consume, 0);
  for (int i = 0; i < 4; i++) pthread_join(t[i], 0);
  assert(fill == 0);
  return 0;
}
