// Where `ci` runs, and what the service says of the change that it runs for.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "grader/base/result.hpp"
#include "grader/ci/environment.hpp"

namespace threadmark::ci {

/// The places that `ci` knows; `shell` is any other.
enum class Place { github, gitlab, jenkins, shell };

/// The place's name: "GitHub Actions", "GitLab CI", "Jenkins", "a plain shell".
std::string_view name_of(Place place);

/// What kind of change is looked at. `everything`: nothing is compared with.
enum class Occasion { proposal, push, everything };

/// What the service says of the change. Commits are ids or names of branches; empty: not told.
struct AskedChange {
  Occasion occasion = Occasion::everything;
  std::string head = "HEAD";   ///< what is graded
  std::string base;            ///< proposal: the tip of the branch that it is for; push: what the branch was before
  std::string proposed;        ///< proposal on GitHub: the tip of the proposer's branch
  std::string merge_commit;    ///< proposal on GitHub: the merge that GitHub made of both for this run
  std::string default_branch;  ///< push: the repository's main branch, where told
  bool on_default_branch = true;
};

/// The place of this run and what it offers. Files are empty where there is none.
struct Runner {
  Place place = Place::shell;
  std::filesystem::path folder;  ///< the clone
  std::filesystem::path summary_file;
  std::filesystem::path output_file;
  std::filesystem::path scratch;
  AskedChange change;
};

/// Finds out from the environment (and, on GitHub, from the event's file). An input error on events under which a
/// student's code must not run.
Result<Runner> find_runner(const Environment& environment);

}  // namespace threadmark::ci
