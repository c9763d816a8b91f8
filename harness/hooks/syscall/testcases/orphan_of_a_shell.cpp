// Right: what another program leaves behind in a group of its own ends with the run.
// expect: none
#include <sys/wait.h>
#include <unistd.h>

int main() {
  const pid_t child = fork();
  if (child == 0) {
    execl("/bin/sh", "sh", "-c", "(setsid sleep 1000 &) ; exit 0", nullptr);
    _exit(1);
  }
  waitpid(child, nullptr, 0);
}
