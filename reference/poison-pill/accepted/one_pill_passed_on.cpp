// In the style of C: POSIX threads and semaphores around a ring of four places; the one pill is put back by whoever
// takes it.
#include <pthread.h>
#include <semaphore.h>
#include <stdio.h>

enum { PLACES = 4, PILL = -1 };

static int ring[PLACES];
static unsigned first, last;
static sem_t used, unused;
static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;

static void put(int item) {
  sem_wait(&unused);
  pthread_mutex_lock(&mutex);
  ring[last++ % PLACES] = item;
  pthread_mutex_unlock(&mutex);
  sem_post(&used);
}

static int get(void) {
  sem_wait(&used);
  pthread_mutex_lock(&mutex);
  int item = ring[first++ % PLACES];
  pthread_mutex_unlock(&mutex);
  sem_post(&unused);
  return item;
}

static void* dazhuang(void*) {
  for (int i = 0; i < 10; i++) {
    printf("dazhuang made %d\n", i);
    put(i);
  }
  return NULL;
}

static void* bge(void*) {
  for (int i = 100; i < 110; i++) {
    printf("bge made %d\n", i);
    put(i);
  }
  return NULL;
}

static void* consumer(void* argument) {
  const char* name = (const char*)argument;
  int item;
  while ((item = get()) != PILL)
    printf("%s ate %d\n", name, item);
  printf("%s done\n", name);
  put(PILL);
  return NULL;
}

int main(void) {
  static char names[3][8] = {"egon", "yuan", "alex"};
  pthread_t producers[2], consumers[3];
  sem_init(&used, 0, 0);
  sem_init(&unused, 0, PLACES);
  pthread_create(&producers[0], NULL, dazhuang, NULL);
  pthread_create(&producers[1], NULL, bge, NULL);
  for (int i = 0; i < 3; i++)
    pthread_create(&consumers[i], NULL, consumer, names[i]);
  for (int i = 0; i < 2; i++)
    pthread_join(producers[i], NULL);
  put(PILL);
  for (int i = 0; i < 3; i++)
    pthread_join(consumers[i], NULL);
  printf("all done\n");
  sem_destroy(&used);
  sem_destroy(&unused);
  return 0;
}
