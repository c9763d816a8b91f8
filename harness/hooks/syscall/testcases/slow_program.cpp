// Right: another program may take its time, and print as much as it likes.
// expect: none
// always: done
// schedules: 6
// differs: how often another program is looked at while it works depends on how long it takes
#include <cstdio>
#include <sys/wait.h>
#include <unistd.h>

int main() {
  const pid_t child = fork();
  if (child == 0) {
    execl("/bin/sh", "sh", "-c", "sleep 0.7; head -c 3000000 /dev/zero", nullptr);
    _exit(1);
  }
  waitpid(child, nullptr, 0);
  std::puts("done");
}
