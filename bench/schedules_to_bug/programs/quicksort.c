// A parallel quicksort whose counter of tasks is decremented without the lock, so that the waiter may never be told.
#include <assert.h>
#include <pthread.h>
enum { size = 8, workers = 2 };
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t work_there = PTHREAD_COND_INITIALIZER;
static int values[size] = {5, 3, 7, 1, 8, 2, 6, 4};
static int ranges[32][2], range_count;
static volatile int open_ranges;

static void put(int low, int high) {
  pthread_mutex_lock(&lock);
  ranges[range_count][0] = low;
  ranges[range_count][1] = high;
  range_count++;
  pthread_cond_signal(&work_there);
  pthread_mutex_unlock(&lock);
}

static void sort(int low, int high) {
  if (low < high) {
    int pivot = values[high], at = low;
    for (int i = low; i < high; i++)
      if (values[i] < pivot) {
        int kept = values[i];
        values[i] = values[at];
        values[at++] = kept;
      }
    values[high] = values[at];
    values[at] = pivot;
    open_ranges += 2; /* not under the lock */
    put(low, at - 1);
    put(at + 1, high);
  }
  open_ranges--; /* not under the lock */
  if (open_ranges == 0) {
    pthread_mutex_lock(&lock);
    pthread_cond_broadcast(&work_there);
    pthread_mutex_unlock(&lock);
  }
}

static void *work(void *unused) {
  (void)unused;
  while (1) {
    pthread_mutex_lock(&lock);
    while (range_count == 0 && open_ranges > 0) pthread_cond_wait(&work_there, &lock);
    if (range_count == 0) {
      pthread_mutex_unlock(&lock);
      return 0;
    }
    range_count--;
    int low = ranges[range_count][0], high = ranges[range_count][1];
    pthread_mutex_unlock(&lock);
    sort(low, high);
  }
}

int main(void) {
  pthread_t t[workers];
  open_ranges = 1;
  put(0, size - 1);
  for (int i = 0; i < workers; i++) pthread_create(&t[i], 0, work, 0);
  for (int i = 0; i < workers; i++) pthread_join(t[i], 0);
  for (int i = 1; i < size; i++) assert(values[i - 1] <= values[i]);
  return 0;
}
