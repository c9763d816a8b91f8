// From a lesson's folder to a Lesson, or to everything that is wrong with its spec.yaml.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "grader/base/result.hpp"
#include "grader/model/lesson.hpp"

namespace threadmark::spec {

/// What could be read of a spec. Without problems `lesson` is whole; with some it holds what made sense, so that other
/// stations can add theirs.
struct SpecReading {
  Lesson lesson;
  std::filesystem::path file;  ///< the spec.yaml
  std::vector<SpecProblem> problems;
};

/// Reads `folder`/spec.yaml as docs/spec-format.md says. Everything wrong comes at once (of syntax errors the first),
/// by position. What belongs to the types of checks stays in their `parameters`: a map without the common keys.
SpecReading read_lesson(const std::filesystem::path& folder);

/// The lesson, or an input error that tells all problems.
Result<Lesson> load_lesson(const std::filesystem::path& folder);

/// The problems as lines "FILE:LINE:COLUMN: what is wrong", by position, without a newline at the end.
std::string describe(const std::filesystem::path& file, std::vector<SpecProblem> problems);

}  // namespace threadmark::spec
