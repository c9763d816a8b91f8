// What a whole class handed in: a folder or a download becomes one entry for each piece of work, with who sent it.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "grader/base/result.hpp"
#include "grader/intake/file_set.hpp"
#include "grader/intake/intake.hpp"
#include "grader/intake/lesson_map.hpp"
#include "grader/model/class_result.hpp"

namespace threadmark::intake {

/// What to read. Which lesson a piece of work belongs to: `lesson`, where all is for one; otherwise the first rule of
/// `map` that fits its path; otherwise the folder of a lesson's name that it lies in (`lessons`: the names there are).
struct ClassRequest {
  std::filesystem::path source;  ///< a folder, or an archive of one
  std::string shape;             ///< empty: recognised; otherwise one of class_shapes()
  std::string lesson;
  LessonMap map;
  std::vector<std::string> lessons;
  std::filesystem::path scratch = std::filesystem::temp_directory_path();  ///< for one nameless file, gone at the end
};

/// One piece of work of a student or group for one lesson. Where there is nothing to grade, `nothing` says why in
/// words, and `lesson` may be empty. `files` finds the contents only when `take` asks for them.
struct ClassEntry {
  std::vector<Student> students;  ///< at least one; several where a group handed in
  std::string lesson;
  std::string
      source;  ///< where it came from, inside what was given ("smithjane_LATE_123_456_solution.cpp", "cpp-alice")
  bool late = false;
  std::vector<std::string> ignored;  ///< what was left aside: older attempts, files that are no work
  std::string nothing;
  FileSet files;
};

/// A class as it was handed in, in the order of the first student's name, then lesson.
struct ClassSource {
  std::string shape;
  std::vector<ClassEntry> entries;
  std::vector<std::string> ignored;  ///< what lies in the source and belongs to nobody
  std::string sentence;              ///< "Moodle download: 212 students, 3 with nothing to grade"
};

/// The names of the shapes: "folder", "canvas", "moodle", "gradescope", "classroom".
std::vector<std::string_view> class_shapes();

/// Reads who handed in what. An input error says what is not there, cannot be read, fits no shape, or fits two.
Result<ClassSource> read_class(const ClassRequest& request);

/// Takes what the lesson asks for out of an entry; several threads may do so at once. The submission's name is the
/// names of its students. `ignored` adds to the entry's.
Result<Intake> take(const Lesson& lesson, const ClassEntry& entry);

}  // namespace threadmark::intake
