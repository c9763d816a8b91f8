// Shows how a run over a class goes on: a bar on a terminal, plain lines elsewhere.
#pragma once

#include <chrono>
#include <iosfwd>
#include <string>

#include "grader/pipeline/class_run.hpp"

namespace threadmark::app {

/// How much is shown, and where. `width` counts columns.
struct ProgressStyle {
  bool quiet = false;
  bool terminal = false;
  int width = 100;
};

/// Writes to a stream; a bar is wiped by `finish`.
class Progress : public pipeline::ClassWatcher {
 public:
  Progress(std::ostream& out, const ProgressStyle& style) : out_(out), style_(style) {}

  void say(const std::string& sentence) override;
  void progress(const pipeline::ClassProgress& progress) override;
  void finish();

 private:
  using Clock = std::chrono::steady_clock;

  std::ostream& out_;
  ProgressStyle style_;
  std::string shown_;
  Clock::time_point last_line_{};
  int last_done_ = -1;
};

/// "12 passed, 3 failed, 1 build-error": the verdicts that occur, with their counts.
std::string counts_of(const std::map<Verdict, int>& verdicts);

/// The line of a run that goes on: done of total, verdicts, rate, time left, what is running now.
std::string progress_line(const pipeline::ClassProgress& progress);

}  // namespace threadmark::app
