// A lock-free stack of array indices with a counted head; three threads pop and push (after Vyukov's SafeStack).
#include <assert.h>
#include <pthread.h>
#include <stdatomic.h>

enum { threads = 3, cells = 3 };
struct cell {
  int value;
  atomic_int next;
};
static struct cell array[cells];
static atomic_int head, count = cells;

static int pop(void) {
  while (atomic_load(&count) > 1) {
    int first = atomic_load(&head);
    int next = atomic_exchange(&array[first].next, -1);
    if (next >= 0) {
      int expected = first;
      if (atomic_compare_exchange_strong(&head, &expected, next)) {
        atomic_fetch_sub(&count, 1);
        return first;
      }
      atomic_exchange(&array[first].next, next);
    }
  }
  return -1;
}

static void push(int index) {
  int first = atomic_load(&head);
  do {
    atomic_store(&array[index].next, first);
  } while (!atomic_compare_exchange_strong(&head, &first, index));
  atomic_fetch_add(&count, 1);
}

static void *work(void *which) {
  int me = *(int *)which;
  for (int i = 0; i < 2; i++) {
    int index;
    while ((index = pop()) < 0) {
    }
    array[index].value = me;
    assert(array[index].value == me);
    push(index);
  }
  return 0;
}

int main(void) {
  static int numbers[threads] = {0, 1, 2};
  pthread_t t[threads];
  for (int i = 0; i < cells; i++) atomic_init(&array[i].next, i + 1 < cells ? i + 1 : -1);
  for (int i = 0; i < threads; i++) pthread_create(&t[i], 0, work, &numbers[i]);
  for (int i = 0; i < threads; i++) pthread_join(t[i], 0);
  return 0;
}
