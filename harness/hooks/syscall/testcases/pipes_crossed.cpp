// Wrong: two processes each wait for the other's first message.
// expect: deadlock
#include <sys/wait.h>
#include <unistd.h>

int main() {
  int there[2];
  int back[2];
  if (pipe(there) != 0 || pipe(back) != 0) return 1;
  char byte = 0;
  const pid_t child = fork();
  if (child == 0) {
    if (read(there[0], &byte, 1) != 1) _exit(1);  // !deadlock
    if (write(back[1], &byte, 1) != 1) _exit(1);
    _exit(0);
  }
  if (read(back[0], &byte, 1) != 1) return 1;  // !deadlock
  if (write(there[1], &byte, 1) != 1) return 1;
  waitpid(child, nullptr, 0);
}
