// A course's `.threadmark.yml`: which path is which lesson, what must be there, and when a job fails.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "grader/base/result.hpp"
#include "grader/model/parameter.hpp"

namespace threadmark::ci {

/// The name of the file, at the repository's root.
inline constexpr std::string_view settings_name = ".threadmark.yml";

/// When the job fails (status 1): `failed`: something did not pass; `error`: something could not be graded (it does not
/// compile, was rejected, is missing); `never`. A fault of ours is status 3 in each of them.
enum class FailOn { failed, error, never };

/// What the file may say.
struct Settings {
  std::map<std::string, std::string> lessons;  ///< path of a folder or file → lesson
  std::vector<std::string> require;            ///< lessons that must be there; graded whether changed or not
  FailOn fail_on = FailOn::failed;
  std::optional<double> pass_mark;  ///< percent of the points that count as passed; without it the verdict does
  std::string exercises;            ///< a folder of the repository with lessons of the course's own
};

/// The settings of a text, or everything that is wrong with it, by position. `known` are the ids of lessons; empty:
/// ids are not checked.
struct SettingsReading {
  Settings settings;
  std::vector<SpecProblem> problems;
};
SettingsReading read_settings(std::string_view text, const std::vector<std::string>& known);

/// The problems as lines "FILE:LINE:COLUMN: what is wrong".
std::string describe(std::string_view file, const std::vector<SpecProblem>& problems);

}  // namespace threadmark::ci
