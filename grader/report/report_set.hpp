// The formats of results, by the names that `--format` takes.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "grader/model/exploration.hpp"
#include "grader/model/grade.hpp"
#include "grader/model/submission.hpp"
#include "grader/words/language.hpp"

namespace threadmark::report {

/// A grade with the source that it speaks of (for excerpts; may be empty).
struct Graded {
  Grade grade;
  std::vector<SubmittedFile> sources;
};

/// To whom a text speaks: `grade` to whoever grades many, compactly; `check` to the student.
enum class Voice { grade, check };

/// How people want to read; machine formats use only the language. `width` counts columns.
struct Style {
  words::Language language = words::Language::english;
  Voice voice = Voice::grade;
  bool colour = false;
  int width = 100;
};

/// A format. Reports end with a newline; texts of students are made safe for the sink. `exploration` is nullptr where
/// the format has no form for it.
struct ReportFormat {
  std::string_view name;
  std::string (*grades)(std::span<const Graded> graded, const Style& style);
  std::string (*exploration)(const Exploration& exploration, const Style& style);
  bool single = false;  ///< a document holds one submission; the first is written
};

/// All formats.
std::span<const ReportFormat> report_set();

/// The format of that name, or nullptr.
const ReportFormat* report_named(std::string_view name);

}  // namespace threadmark::report
