// Puts what git holds into a private folder, for intake (submissions) and for the reader of specs (lessons).
#pragma once

#include <filesystem>
#include <string>

#include "grader/base/result.hpp"
#include "grader/ci/git.hpp"
#include "grader/ci/plan.hpp"

namespace threadmark::ci {

/// Lays a submission's files into a new folder below `parent` and gives the path for intake: the folder, or the one
/// file. Bytes come from git's objects, never from the work tree: there a link may lead out of the repository, a filter
/// may run, and a file may change under our hands. What is no plain file (a link, a submodule) becomes a link to
/// nowhere, which intake refuses in its own words; what is too large for intake becomes a file that is.
Result<std::filesystem::path> lay_down_piece(const Git& git, const Piece& piece, const std::filesystem::path& parent);

/// Lays a whole folder of a commit into `into`, plain files only.
Result<void> lay_down_folder(const Git& git, const std::string& commit, const std::string& folder,
                             const std::filesystem::path& into);

}  // namespace threadmark::ci
