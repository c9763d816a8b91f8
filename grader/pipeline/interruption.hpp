// Being asked to stop (Ctrl-C, a closed terminal, a shutdown), as something to look at and to wait for.
#pragma once

#include <array>

#include <signal.h>

namespace threadmark::pipeline {

/// While it lives, SIGINT, SIGTERM and SIGHUP only raise it; the second one ends the program at once. One at a time.
class Interruption {
 public:
  Interruption();
  ~Interruption();
  Interruption(const Interruption&) = delete;
  Interruption& operator=(const Interruption&) = delete;

  bool raised() const { return signal() != 0; }

  /// The signal that came, or 0.
  int signal() const;

  /// Readable (for poll) once it is raised.
  int descriptor() const;

 private:
  static constexpr std::array<int, 3> signals = {SIGINT, SIGTERM, SIGHUP};
  std::array<struct sigaction, signals.size()> before_{};
};

}  // namespace threadmark::pipeline
