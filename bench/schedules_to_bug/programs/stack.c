// A stack whose pops only check, under the lock, a flag that was set before all pushes were done.
#include <assert.h>
#include <pthread.h>
enum { size = 5 };
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static int array[size], top;
static _Bool pushed;

static int push(int value) {
  if (top == size) return -1;
  array[top++] = value;
  return 0;
}

static int pop(void) {
  if (top == 0) return -2;
  return array[--top];
}

static void *push_all(void *unused) {
  (void)unused;
  for (int i = 0; i < size; i++) {
    pthread_mutex_lock(&lock);
    if (push(i) == 0) pushed = 1;
    pthread_mutex_unlock(&lock);
  }
  return 0;
}

static void *pop_all(void *unused) {
  (void)unused;
  for (int i = 0; i < size; i++) {
    pthread_mutex_lock(&lock);
    if (pushed) assert(pop() != -2);
    pthread_mutex_unlock(&lock);
  }
  return 0;
}

int main(void) {
  pthread_t a, b;
  pthread_create(&a, 0, push_all, 0);
  pthread_create(&b, 0, pop_all, 0);
  pthread_join(a, 0);
  pthread_join(b, 0);
  return 0;
}
