// The one interface of everything that runs a program: the controlled runtime, plain repeats, ThreadSanitizer,
// Valgrind.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string_view>
#include <vector>

#include "grader/base/result.hpp"
#include "grader/model/lesson.hpp"
#include "grader/model/program.hpp"
#include "grader/model/run.hpp"
#include "grader/sandbox/sandbox.hpp"

namespace threadmark::run {

/// Where a backend puts its runs, in the order of their schedule numbers within each unit.
class RunSink {
 public:
  virtual ~RunSink() = default;

  /// Takes one run; false says that nothing more needs to be known about this unit.
  virtual bool take(const Run& run) = 0;
};

/// What to run: a lesson's programs, how often, under which seed. The references outlive the call.
struct RunRequest {
  const Lesson& lesson;
  const Build& build;
  const std::filesystem::path& workspace;
  const sandbox::Sandbox& sandbox;
  std::uint64_t seed = 1;
};

/// A way of running programs. Student behaviour is in the runs; only our own or the machine's failure is an Error.
class Backend {
 public:
  virtual ~Backend() = default;
  virtual std::string_view name() const = 0;
  virtual ProgramFlavour flavour() const = 0;
  virtual Result<std::vector<RunSummary>> run(const RunRequest& request, RunSink& sink) = 0;
};

}  // namespace threadmark::run
