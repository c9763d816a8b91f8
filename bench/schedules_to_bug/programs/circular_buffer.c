// A ring whose reader and writer lock, but whose fullness nobody waits for (after circular buffer of the SV-COMP set).
#include <assert.h>
#include <pthread.h>
enum { size = 10, count = 7 };
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static int buffer[size], first, next, fill;
static _Bool sending = 1, receiving;

static int take(void) {
  if (fill == 0) return -1;
  int value = buffer[first];
  first = (first + 1) % size;
  fill--;
  return value;
}

static int put(int value) {
  if (fill == size) return -1;
  buffer[next] = value;
  next = (next + 1) % size;
  fill++;
  return 0;
}

static void *sender(void *unused) {
  (void)unused;
  for (int i = 0; i < count; i++) {
    pthread_mutex_lock(&lock);
    if (sending) {
      put(i);
      receiving = 1;
      sending = 0;
    }
    pthread_mutex_unlock(&lock);
  }
  return 0;
}

static void *receiver(void *unused) {
  (void)unused;
  for (int i = 0; i < count; i++) {
    pthread_mutex_lock(&lock);
    if (receiving) {
      assert(take() == i);
      receiving = 0;
      sending = 1;
    }
    pthread_mutex_unlock(&lock);
  }
  return 0;
}

int main(void) {
  pthread_t a, b;
  pthread_create(&a, 0, sender, 0);
  pthread_create(&b, 0, receiver, 0);
  pthread_join(a, 0);
  pthread_join(b, 0);
  return 0;
}
