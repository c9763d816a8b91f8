// What changed: the commit that is graded, the one that it is compared with, and the one whose rules hold.
#pragma once

#include <string>
#include <vector>

#include "grader/base/result.hpp"
#include "grader/ci/git.hpp"
#include "grader/ci/runner.hpp"
#include "grader/model/message.hpp"

namespace threadmark::ci {

/// A change, found. `rules` is the commit from which settings and lessons may be taken, never one of the branch under
/// test; empty: none is known.
struct Change {
  std::string head;
  std::string base;  ///< empty: there is nothing to compare with
  std::string rules;
  bool guarded_rules = false;  ///< the rules come from a branch that the proposer cannot write to by this change
  bool everything = false;     ///< all that belongs to a lesson counts as changed
  std::vector<ChangedFile> files;
  std::vector<Message> remarks;
};

/// Finds it; fetches what a shallow clone lacks, where the repository may. Where the history is not to be had,
/// everything counts as changed, and a remark says so.
Result<Change> find_change(const Git& git, const AskedChange& asked);

}  // namespace threadmark::ci
