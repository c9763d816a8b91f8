// A queue whose two threads tell each other by flags who may go on; the taker counts its rounds, not what it took.
#include <assert.h>
#include <pthread.h>
enum { size = 20 };
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static int elements[size + 1], head, tail, amount, stored[size];
static _Bool may_put, may_take;

static void put(int value) {
  elements[tail] = value;
  tail = (tail + 1) % (size + 1);
  amount++;
}

static int take(void) {
  int value = elements[head];
  head = (head + 1) % (size + 1);
  amount--;
  return value;
}

static void *put_all(void *unused) {
  (void)unused;
  pthread_mutex_lock(&lock);
  put(100);
  stored[0] = 100;
  may_take = 1;
  pthread_mutex_unlock(&lock);
  for (int i = 1; i < size; i++) {
    pthread_mutex_lock(&lock);
    if (may_put) {
      put(100 + i);
      stored[i] = 100 + i;
      may_put = 0;
      may_take = 1;
    }
    pthread_mutex_unlock(&lock);
  }
  return 0;
}

static void *take_all(void *unused) {
  (void)unused;
  for (int i = 0; i < size; i++) {
    pthread_mutex_lock(&lock);
    if (may_take) {
      assert(amount > 0 && take() == stored[i]);
      may_take = 0;
      may_put = 1;
    }
    pthread_mutex_unlock(&lock);
  }
  return 0;
}

int main(void) {
  pthread_t a, b;
  pthread_create(&a, 0, put_all, 0);
  pthread_create(&b, 0, take_all, 0);
  pthread_join(a, 0);
  pthread_join(b, 0);
  return 0;
}
