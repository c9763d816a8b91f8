// A lock-free stack that takes nodes again at once: compare-and-swap sees the same head with another next.
#include <assert.h>
#include <pthread.h>
#include <stdatomic.h>

struct node {
  struct node *next;
  atomic_int held;
};
static struct node nodes[3];
static struct node *_Atomic head;

static struct node *pop(void) {
  struct node *first = atomic_load(&head);
  while (first && !atomic_compare_exchange_strong(&head, &first, first->next)) {
  }
  if (first) assert(atomic_exchange(&first->held, 1) == 0);
  return first;
}

static void push(struct node *node) {
  atomic_store(&node->held, 0);
  node->next = atomic_load(&head);
  while (!atomic_compare_exchange_strong(&head, &node->next, node)) {
  }
}

static void *pop_one(void *unused) {
  (void)unused;
  pop();
  return 0;
}

static void *pop_two_push_one(void *unused) {
  (void)unused;
  struct node *a = pop();
  struct node *b = pop();
  if (a) push(a);
  (void)b;
  pop();
  pop();
  return 0;
}

int main(void) {
  pthread_t t[2];
  for (int i = 2; i >= 0; i--) {
    nodes[i].next = atomic_load(&head);
    atomic_store(&head, &nodes[i]);
  }
  pthread_create(&t[0], 0, pop_one, 0);
  pthread_create(&t[1], 0, pop_two_push_one, 0);
  pthread_join(t[0], 0);
  pthread_join(t[1], 0);
  return 0;
}
