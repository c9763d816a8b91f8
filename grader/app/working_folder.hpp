// A student's working folder: made by `start`, found again by `check`; and the progress kept between calls.
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "grader/base/result.hpp"
#include "grader/model/lesson.hpp"

namespace threadmark::app {

/// The file in a working folder that names its lesson.
inline constexpr const char* working_folder_mark = ".threadmark";

/// Copies the lesson's starter files and text into `folder` (made if missing). Existing files are never overwritten:
/// then an input error names them and nothing is written. Returns the files made, relative to `folder`.
Result<std::vector<std::string>> make_working_folder(const Lesson& lesson, const std::filesystem::path& folder);

/// The id of the lesson that `path` (a folder or a file in it) was started for; an input error says how to start one.
Result<std::string> lesson_of(const std::filesystem::path& path);

/// A student's best results by lesson: "passed" or a score as text. A missing or broken file is an empty map.
std::map<std::string, std::string> read_progress(const std::filesystem::path& state);

/// Keeps the better of what is there and `result` (a pass is best). Failing to write is no error: progress is a
/// comfort.
void keep_progress(const std::filesystem::path& state, const std::string& lesson, const std::string& result);

}  // namespace threadmark::app
