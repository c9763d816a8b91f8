// A bank account whose transfers check and then act on two locks in turn (after the account benchmark of the concurrency literature).
#include <assert.h>
#include <pthread.h>
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static int x, y, z, balance;
static _Bool deposit_done, withdraw_done;

static void *deposit(void *unused) {
  (void)unused;
  pthread_mutex_lock(&lock);
  balance = balance + y;
  deposit_done = 1;
  pthread_mutex_unlock(&lock);
  return 0;
}

static void *withdraw(void *unused) {
  (void)unused;
  pthread_mutex_lock(&lock);
  balance = balance - z;
  withdraw_done = 1;
  pthread_mutex_unlock(&lock);
  return 0;
}

static void *check_result(void *unused) {
  (void)unused;
  pthread_mutex_lock(&lock);
  if (deposit_done && withdraw_done) assert(balance == (x - y) - z);
  pthread_mutex_unlock(&lock);
  return 0;
}

int main(void) {
  pthread_t t[3];
  x = 1;
  y = 2;
  z = 4;
  balance = x;
  pthread_create(&t[0], 0, check_result, 0);
  pthread_create(&t[1], 0, withdraw, 0);
  pthread_create(&t[2], 0, deposit, 0);
  for (int i = 0; i < 3; i++) pthread_join(t[i], 0);
  return 0;
}
