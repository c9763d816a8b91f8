// The names that a lesson gives to what can be observed: its line patterns and the files that it looks at.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "grader/base/line_matcher.hpp"
#include "grader/model/lesson.hpp"

namespace threadmark::check {

/// A named, compiled pattern; `text` is as the lesson wrote it.
struct NamedPattern {
  std::string name;
  std::string text;
  std::string path;  ///< of an observed file; empty for lines
  LineMatcher matcher;
};

/// All patterns of a lesson. Made once, then shared by its checks.
class Vocabulary {
 public:
  /// Compiles the lesson's patterns; what is wrong with them is added to `problems`.
  Vocabulary(const Lesson& lesson, std::vector<SpecProblem>& problems);

  const std::vector<NamedPattern>& lines() const { return lines_; }
  const std::vector<NamedPattern>& files() const { return files_; }

 private:
  std::vector<NamedPattern> lines_;
  std::vector<NamedPattern> files_;
};

}  // namespace threadmark::check
