// Choosing, among the files that somebody handed in, those that a lesson asks for.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "grader/intake/file_set.hpp"
#include "grader/intake/intake.hpp"
#include "grader/model/lesson.hpp"

namespace threadmark::intake {

/// The largest source file that is taken.
inline constexpr std::size_t largest_file = std::size_t{512} * 1024;

/// Takes the lesson's files out of a set: from the topmost folder that holds them; where the lesson asks for one file,
/// the only source of its kind will do, and so will the only archive (one such step: an archive in that is refused).
Intake select(const Lesson& lesson, const FileSet& set, const std::string& name);

/// Takes one file under the name that the lesson asks for, once its bytes are known.
Intake select(const Lesson& lesson, std::string bytes, const std::string& name);

/// Whether a name has the ending of a C or C++ source or header.
bool is_source(std::string_view name);

}  // namespace threadmark::intake
