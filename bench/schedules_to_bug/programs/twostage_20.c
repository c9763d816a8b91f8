// 20 threads write in two stages under two locks; one must not see the first without the second.
#include <assert.h>
#include <pthread.h>
enum { writers = 20, readers = 1 };
static pthread_mutex_t first_lock = PTHREAD_MUTEX_INITIALIZER, second_lock = PTHREAD_MUTEX_INITIALIZER;
static int first, second;

static void *write_both(void *unused) {
  (void)unused;
  pthread_mutex_lock(&first_lock);
  first = 1;
  pthread_mutex_unlock(&first_lock);
  pthread_mutex_lock(&second_lock);
  second = first + 1;
  pthread_mutex_unlock(&second_lock);
  return 0;
}

static void *read_both(void *unused) {
  (void)unused;
  int one, two;
  pthread_mutex_lock(&first_lock);
  one = first;
  pthread_mutex_unlock(&first_lock);
  if (one == 0) return 0;
  pthread_mutex_lock(&second_lock);
  two = second;
  pthread_mutex_unlock(&second_lock);
  assert(two == one + 1);
  return 0;
}

int main(void) {
  pthread_t w[writers], r[readers];
  for (int i = 0; i < writers; i++) pthread_create(&w[i], 0, write_both, 0);
  for (int i = 0; i < readers; i++) pthread_create(&r[i], 0, read_both, 0);
  for (int i = 0; i < writers; i++) pthread_join(w[i], 0);
  for (int i = 0; i < readers; i++) pthread_join(r[i], 0);
  return 0;
}
