// A work-stealing queue after Cilk's THE protocol, whose thief does not look again after it has claimed the last element.
#include <assert.h>
#include <pthread.h>
enum { size = 16, items = 4 };
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static volatile int head, tail;
static volatile int elements[size];
static volatile int taken[items];

static void push(int value) {
  elements[tail % size] = value;
  tail = tail + 1;
}

static int pop(int *value) {
  int t = tail - 1;
  tail = t;
  if (head > t) {
    tail = t + 1;
    pthread_mutex_lock(&lock);
    if (head >= tail) {
      pthread_mutex_unlock(&lock);
      return 0;
    }
    t = tail - 1;
    tail = t;
    *value = elements[t % size];
    pthread_mutex_unlock(&lock);
    return 1;
  }
  *value = elements[t % size];
  return 1;
}

static int steal(int *value) {
  pthread_mutex_lock(&lock);
  int h = head;
  if (h < tail) {
    *value = elements[h % size];
    head = h + 1; /* the owner may have taken it meanwhile: tail must be looked at after this */
    pthread_mutex_unlock(&lock);
    return 1;
  }
  pthread_mutex_unlock(&lock);
  return 0;
}

static void *thief(void *unused) {
  (void)unused;
  int value;
  for (int i = 0; i < 2; i++)
    if (steal(&value)) taken[value]++;
  return 0;
}

int main(void) {
  pthread_t t;
  int value;
  pthread_create(&t, 0, thief, 0);
  push(0);
  push(1);
  if (pop(&value)) taken[value]++;
  push(2);
  push(3);
  if (pop(&value)) taken[value]++;
  if (pop(&value)) taken[value]++;
  pthread_join(t, 0);
  while (pop(&value)) taken[value]++;
  for (int i = 0; i < items; i++) assert(taken[i] == 1);
  return 0;
}
