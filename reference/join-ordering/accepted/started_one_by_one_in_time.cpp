// The starts are 0.3 s apart, and a look without blocking is repeated with sleeps between: slow, right, overlapping.
#include <set>
#include <string>

#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static void say(const std::string& line) {
  if (write(1, (line + "\n").c_str(), line.size() + 1) < 0) _exit(1);
}

static void pause_for(long milliseconds) {
  timespec time = {milliseconds / 1000, milliseconds % 1000 * 1000000};
  nanosleep(&time, nullptr);
}

int main() {
  std::set<pid_t> running;
  for (const char* name : {"alice", "bob", "carol"}) {
    const pid_t pid = fork();
    if (pid == 0) {
      say(std::string("sending to ") + name);
      pause_for(1000);
      say(std::string("sent to ") + name);
      _exit(0);
    }
    running.insert(pid);
    pause_for(300);
  }
  while (!running.empty()) {
    const pid_t ended = waitpid(-1, nullptr, WNOHANG);
    if (ended > 0)
      running.erase(ended);
    else
      pause_for(50);
  }
  say("all mail sent");
}
