// As in C: pthread_create and pthread_join.
#include <pthread.h>
#include <stdio.h>
#include <unistd.h>

static void* send_mail(void* name) {
  printf("sending to %s\n", (const char*)name);
  fflush(stdout);
  sleep(1);
  printf("sent to %s\n", (const char*)name);
  fflush(stdout);
  return NULL;
}

int main(void) {
  static char names[3][6] = {"alice", "bob", "carol"};
  pthread_t ids[3];
  for (int i = 0; i < 3; i++)
    if (pthread_create(&ids[i], NULL, send_mail, names[i]) != 0) return 1;
  for (int i = 2; i >= 0; i--)
    pthread_join(ids[i], NULL);
  printf("all mail sent\n");
  return 0;
}
