// Readers count themselves under a lock that the writer does not take when it looks.
#include <assert.h>
#include <pthread.h>
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static volatile int readers, writing, data, copy;

static void *write_data(void *unused) {
  (void)unused;
  while (1) {
    if (readers == 0) { /* tested outside the lock: a reader may come in between */
      pthread_mutex_lock(&lock);
      writing = 1;
      pthread_mutex_unlock(&lock);
      data = data + 1;
      copy = copy + 1;
      writing = 0;
      return 0;
    }
  }
}

static void *read_data(void *unused) {
  (void)unused;
  pthread_mutex_lock(&lock);
  if (writing) {
    pthread_mutex_unlock(&lock);
    return 0;
  }
  readers++;
  pthread_mutex_unlock(&lock);
  assert(data == copy);
  pthread_mutex_lock(&lock);
  readers--;
  pthread_mutex_unlock(&lock);
  return 0;
}

int main(void) {
  pthread_t t[4];
  for (int i = 0; i < 4; i++) pthread_create(&t[i], 0, i == 1 ? write_data : read_data, 0);
  for (int i = 0; i < 4; i++) pthread_join(t[i], 0);
  return 0;
}
