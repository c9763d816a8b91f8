// What was handed in: paths become a Submission, a Submission becomes files in a Workspace.
#pragma once

#include <filesystem>
#include <string>
#include <variant>
#include <vector>

#include "grader/base/result.hpp"
#include "grader/model/lesson.hpp"
#include "grader/model/message.hpp"
#include "grader/model/submission.hpp"
#include "grader/model/workspace.hpp"

namespace threadmark::intake {

/// Why a submission is not graded at all (verdict `rejected`): empty, too large, not a plain file …
struct Rejected {
  std::string name;
  Message why;
};

/// What one path gives.
using Intake = std::variant<Submission, Rejected>;

/// Reads one submission: a file (whatever its name, when the lesson asks for one file) or a folder that holds what the
/// lesson asks for. A path that is not there is an input Error.
Result<Intake> take(const Lesson& lesson, const std::filesystem::path& path);

/// Makes a private folder under `parent` (such as the system's folder for temporary files) and lays out `source/`
/// (submitted and given files), `lesson/` (the driver and what else the lesson compiles) and an empty `build/`.
Result<Workspace> lay_out(const Submission& submission, const Lesson& lesson, const std::filesystem::path& parent);

/// An empty workspace with `source/` and `build/`.
Result<Workspace> make_workspace(const std::filesystem::path& parent);

}  // namespace threadmark::intake
