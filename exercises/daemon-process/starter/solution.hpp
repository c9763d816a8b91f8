// Starts children and finishes with them. Make it so: the comments say what is missing.
#pragma once

#include <functional>

#include <sys/types.h>
#include <unistd.h>

class Supervisor {
 public:
  pid_t start(std::function<void()> body, bool daemon) {
    // TODO: refuse when this very process is a daemon's.
    const pid_t pid = fork();
    if (pid == 0) {
      // TODO: what does a child have to forget, what has to happen when its body ends, and what when it throws?
      body();
      _exit(0);
    }
    // TODO: remember whom you have started, and as what.
    static_cast<void>(daemon);
    return pid;
  }

  void finish() {
    // TODO: first the daemons, with a signal that nobody can refuse; then wait for the others. Nobody is left over.
  }
};
