// C11 threads: right.
#include <threads.h>

static mtx_t m;
static cnd_t c;
static int ready = 0;
static int made = 0;
static once_flag flag = ONCE_FLAG_INIT;

static void make() {
  ++made;
}
static int work(void* argument) {
  call_once(&flag, make);
  mtx_lock(&m);
  ++ready;
  cnd_signal(&c);
  mtx_unlock(&m);
  return *static_cast<int*>(argument);
}

int main() {
  mtx_init(&m, mtx_plain);
  cnd_init(&c);
  int seven = 7;
  thrd_t t;
  thrd_create(&t, work, &seven);
  mtx_lock(&m);
  while (ready < 1)
    cnd_wait(&c, &m);
  mtx_unlock(&m);
  int result = 0;
  thrd_join(t, &result);
  cnd_destroy(&c);
  mtx_destroy(&m);
  return result == 7 ? 0 : 1;
}
