// A driver that is stopped between the test of its flag and the work (after the Bluetooth driver of Qadeer and Wu, PLDI 2004).
#include <assert.h>
#include <pthread.h>
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static int pending_io = 1, stopping_flag, stopping_event, stopped;

static int increment(void) {
  int status;
  pthread_mutex_lock(&lock);
  pending_io++;
  pthread_mutex_unlock(&lock);
  if (stopping_flag) {
    status = -1;
  } else {
    status = 0;
  }
  return status;
}

static void decrement(void) {
  int left;
  pthread_mutex_lock(&lock);
  pending_io--;
  left = pending_io;
  pthread_mutex_unlock(&lock);
  if (left == 0) stopping_event = 1;
}

static void *stop(void *unused) {
  (void)unused;
  stopping_flag = 1;
  decrement();
  if (stopping_event) stopped = 1;
  return 0;
}

int main(void) {
  pthread_t stopper;
  pthread_create(&stopper, 0, stop, 0);
  if (!stopping_flag) {
    int status = 0;
    pthread_mutex_lock(&lock);
    pending_io++;
    pthread_mutex_unlock(&lock);
    if (status == 0) assert(!stopped);
    decrement();
  }
  (void)increment;
  pthread_join(stopper, 0);
  return 0;
}
