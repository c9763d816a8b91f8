// For tests of checks: lessons written as YAML, and runs written event by event.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "grader/check/checks.hpp"
#include "grader/model/lesson.hpp"
#include "grader/model/run.hpp"

namespace threadmark::check {

/// A lesson with the `kind`, `lines`, `files-after`, `cases` and `checks` of a piece of spec.yaml.
Lesson lesson_of(std::string_view yaml);

/// The checks of such a lesson; a problem with it fails the test.
Checks checks_of(std::string_view yaml);

/// What is wrong with such a lesson, as `line:column message`.
std::vector<std::string> problems_of(std::string_view yaml);

/// Builds a run that ended well under exact time; events get steps 1, 2, … and places at line 100 + step.
class RunBuilder {
 public:
  RunBuilder& line(std::string text);
  RunBuilder& partial(std::string text);
  RunBuilder& driver(std::string name, std::int64_t value = 0);
  RunBuilder& file(std::string path, std::string content);
  RunBuilder& event(EventKind kind, std::int64_t value = 0);

  /// The task and process of the events that follow (pid 1000 + process − 1, the parent is main's process).
  RunBuilder& task(int task, int process = 1);
  RunBuilder& at_ms(std::int64_t ms);

  RunBuilder& finding(FindingKind kind, Severity severity = Severity::error, int at_line = 7);
  RunBuilder& test(std::string suite, std::string name, bool passed, std::string message = "");
  RunBuilder& exit(int status);
  RunBuilder& killed(int signal);
  RunBuilder& stopped();
  RunBuilder& time(TimeMode mode);
  RunBuilder& schedule(long number);
  RunBuilder& unit(std::string unit);
  RunBuilder& in_case(std::string id);
  RunBuilder& takes_ms(std::int64_t ms);

  operator const Run&() const { return run_; }  // NOLINT(google-explicit-constructor): tests read better

 private:
  Event& add(EventKind kind);

  Run run_ = ended_well();
  int task_ = 1;
  int process_ = 1;
  std::int64_t time_ns_ = 0;

  static Run ended_well();
};

/// A new run; lines are printed by main.
RunBuilder run();
RunBuilder run_printing(const std::vector<std::string>& lines);

/// The message ids of what that check says about the run, in order. Every message is rendered on the way, so that a
/// missing entry or argument aborts.
std::vector<std::string> ids(Checks& checks, std::string_view check, const Run& run);

/// The only finding of that check about the run; none or several fail the test.
Finding only_finding(Checks& checks, std::string_view check, const Run& run);

/// The outcome of that check so far.
CheckOutcome outcome(Checks& checks, std::string_view check);

}  // namespace threadmark::check
