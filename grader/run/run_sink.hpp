// Where the runs of a program go.
#pragma once

#include "grader/model/run.hpp"

namespace threadmark::run {

/// Takes the runs of a program, in the order of their schedule numbers within each unit.
class RunSink {
 public:
  virtual ~RunSink() = default;

  /// Takes one run; false says that nothing more needs to be known about this unit.
  virtual bool take(const Run& run) = 0;
};

}  // namespace threadmark::run
