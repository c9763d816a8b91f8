// What the compile station makes of a submission: executables, or diagnostics.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "grader/model/finding.hpp"
#include "grader/model/toolchain.hpp"

namespace threadmark {

/// Which of the links of a submission an executable is.
enum class ProgramFlavour { explore, tsan, plain };

/// One executable in the workspace.
struct Program {
  ProgramFlavour flavour = ProgramFlavour::explore;
  std::filesystem::path path;
};

/// The outcome of compiling: programs, or (where the student's code is at fault) build-error findings.
struct Build {
  std::vector<Program> programs;
  std::vector<Finding> errors;
  std::string diagnostics;  ///< the compiler's own words, cleaned
  double seconds = 0;

  /// The executable of that flavour, or nullptr.
  const Program* find(ProgramFlavour flavour) const {
    for (const Program& program : programs)
      if (program.flavour == flavour) return &program;
    return nullptr;
  }
};

}  // namespace threadmark
