// From the runtime's record of one run to the steps that people see, each at the student's line.
#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "grader/base/result.hpp"
#include "grader/model/run.hpp"
#include "grader/model/step.hpp"

namespace threadmark::observe {

/// A run with its places filled in, and all its steps (unshortened). The step numbers of events and findings are those
/// of the runtime's record until `shorten` has picked the steps to show.
struct Interleaving {
  Run run;
  std::vector<Step> steps;
};

/// Reads full-detail runs of one executable: resolves call stacks to the lines of the student's files, and addresses to
/// names.
class Interleavings {
 public:
  /// `files` are the names of the student's files as the debug information has them.
  static Result<std::unique_ptr<Interleavings>> open(const std::filesystem::path& executable,
                                                     std::vector<std::string> files);

  virtual ~Interleavings() = default;

  /// Fills in the places of a full-detail run; an internal Error when its trace cannot be read.
  virtual Result<Interleaving> read(Run run) = 0;
};

/// The steps worth showing for a finding: those of the tasks and objects involved, at most `most`, renumbered from 1,
/// with the finding's own steps marked.
std::vector<Step> shorten(const Interleaving& interleaving, const Finding& finding, std::size_t most = 60);

}  // namespace threadmark::observe
