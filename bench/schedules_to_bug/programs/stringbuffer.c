// A string that is appended to while it shrinks: its length is asked first, its characters are taken later (after the JDK 1.4 StringBuffer).
#include <assert.h>
#include <pthread.h>
#include <string.h>

struct text {
  pthread_mutex_t lock;
  int length;
  char characters[32];
};
static struct text one = {PTHREAD_MUTEX_INITIALIZER, 3, "abc"}, two = {PTHREAD_MUTEX_INITIALIZER, 3, "xyz"};

static int length_of(struct text *t) {
  pthread_mutex_lock(&t->lock);
  int length = t->length;
  pthread_mutex_unlock(&t->lock);
  return length;
}

static void get_characters(struct text *t, int end, char *to) {
  pthread_mutex_lock(&t->lock);
  assert(end <= t->length);
  memcpy(to, t->characters, (unsigned)end);
  pthread_mutex_unlock(&t->lock);
}

static void append(struct text *t, struct text *more) {
  pthread_mutex_lock(&t->lock);
  int length = length_of(more);
  get_characters(more, length, t->characters + t->length);
  t->length += length;
  pthread_mutex_unlock(&t->lock);
}

static void erase(struct text *t, int start, int end) {
  pthread_mutex_lock(&t->lock);
  if (end > t->length) end = t->length;
  memmove(t->characters + start, t->characters + end, (unsigned)(t->length - end));
  t->length -= end - start;
  pthread_mutex_unlock(&t->lock);
}

static void *shrink(void *unused) {
  (void)unused;
  erase(&two, 0, 3);
  return 0;
}

int main(void) {
  pthread_t t;
  pthread_create(&t, 0, shrink, 0);
  append(&one, &two);
  pthread_join(t, 0);
  return 0;
}
