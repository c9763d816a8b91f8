// Which paths of a class download belong to which lesson, as an instructor writes it down (`--map FILE`).
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "grader/base/result.hpp"

namespace threadmark::intake {

/// `pattern` is matched against paths inside the source: `*` and `?` stand for anything within one name, `**` for any
/// number of folders; a pattern fits a file at any depth and all that lies in a folder that it fits; one that begins
/// with
/// `/` fits only from the top.
struct LessonRule {
  std::string pattern;
  std::string lesson;
};

/// The rules in the order in which they were written; the first that fits counts.
using LessonMap = std::vector<LessonRule>;

/// Reads a map: YAML, one line a rule (`pattern: lesson`). `lessons` are those that exist. An input error names file,
/// line and column of each mistake.
Result<LessonMap> read_lesson_map(const std::filesystem::path& file, const std::vector<std::string>& lessons);

/// The lesson of the first rule that fits this path (`/` between names), or empty.
std::string lesson_of(const LessonMap& map, std::string_view path);

}  // namespace threadmark::intake
