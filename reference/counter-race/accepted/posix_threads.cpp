// As one writes it in C: pthread_create, pthread_mutex_lock, one lock around a whole loop for the second pair.
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>

static int n;
static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;

static void* add(void*) {
  for (int i = 0; i < 1000; i++) {
    pthread_mutex_lock(&mutex);
    n++;
    pthread_mutex_unlock(&mutex);
  }
  return NULL;
}

static void* subtract(void*) {
  pthread_mutex_lock(&mutex);
  for (int i = 0; i < 1000; i++)
    n--;
  pthread_mutex_unlock(&mutex);
  return NULL;
}

int main(void) {
  pthread_t threads[4];
  for (int i = 0; i < 4; i++) {
    if (pthread_create(&threads[i], NULL, i < 2 ? add : subtract, NULL) != 0) {
      perror("pthread_create");
      exit(1);
    }
  }
  for (int i = 0; i < 4; i++)
    pthread_join(threads[i], NULL);
  printf("n = %d\n", n);
  return 0;
}
