// Right: a named semaphore between a parent and its child, closed and removed again.
#include <fcntl.h>
#include <semaphore.h>
#include <sys/wait.h>
#include <unistd.h>

int main() {
  sem_t* go = sem_open("/zoo-go", O_CREAT | O_EXCL, 0600, 0);
  if (go == SEM_FAILED) return 1;
  const pid_t child = fork();
  if (child == 0) {
    sem_wait(go);
    sem_close(go);
    _exit(0);
  }
  sem_post(go);
  waitpid(child, nullptr, 0);
  sem_close(go);
  sem_unlink("/zoo-go");
}
