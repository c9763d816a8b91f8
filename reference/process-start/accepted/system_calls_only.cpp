// No buffers at all: every line is one write. waitid instead of waitpid, nanosleep instead of sleep.
#include <string>

#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static bool say(const std::string& line) {
  return write(STDOUT_FILENO, line.data(), line.size()) == (ssize_t)line.size();
}

static int child(const std::string& name, int age) {
  bool good = say(name + " start\n");
  const timespec second = {1, 0};
  nanosleep(&second, nullptr);
  good &=
      say(name + " " + std::to_string(age) + " " + std::to_string(getpid()) + " " + std::to_string(getppid()) + "\n");
  return good ? 0 : 1;
}

static pid_t start(const std::string& name, int age) {
  const pid_t pid = fork();
  if (pid == 0) _exit(child(name, age));
  return pid;
}

int main() {
  say("main " + std::to_string(getpid()) + "\n");
  const pid_t pids[] = {start("alex", 84), start("taibai", 73), start("wusir", 96)};
  int failures = 0;
  for (int i = 2; i >= 0; --i) {
    siginfo_t how;
    if (waitid(P_PID, static_cast<id_t>(pids[i]), &how, WEXITED) != 0 || how.si_status != 0) ++failures;
  }
  return failures;
}
