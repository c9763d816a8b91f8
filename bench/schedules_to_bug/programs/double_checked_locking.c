// Double-checked locking that publishes the object before it is filled.
#include <assert.h>
#include <pthread.h>
#include <stdlib.h>

struct thing {
  int value;
};
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static struct thing *volatile instance;

static struct thing *get(void) {
  if (!instance) {
    pthread_mutex_lock(&lock);
    if (!instance) {
      instance = calloc(1, sizeof *instance);
      instance->value = 42;
    }
    pthread_mutex_unlock(&lock);
  }
  return instance;
}

static void *use(void *unused) {
  (void)unused;
  assert(get()->value == 42);
  return 0;
}

int main(void) {
  pthread_t t[3];
  for (int i = 0; i < 3; i++) pthread_create(&t[i], 0, use, 0);
  for (int i = 0; i < 3; i++) pthread_join(t[i], 0);
  free(instance);
  return 0;
}
