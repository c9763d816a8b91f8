// What a whole class handed in: a folder or a download becomes one entry for each piece of work, with who sent it.
#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "grader/base/result.hpp"
#include "grader/model/class_result.hpp"

namespace threadmark::intake {

/// What to read. `shape` is empty (recognised) or one of class_shapes(). `lessons` are the names of folders that stand
/// for one lesson each: where a student's work has such folders, each is an entry of its own.
struct ClassRequest {
  std::filesystem::path source;
  std::string shape;
  std::vector<std::string> lessons;
  std::filesystem::path scratch = std::filesystem::temp_directory_path();  ///< where archives are unpacked
};

/// One piece of work. `path` is what `take` reads; it is empty where `nothing` says in words why there is nothing to
/// grade. `source` is where it came from, relative to what was given ("smithjane_LATE_123_456_solution.cpp",
/// "cpp-alice/counter-race"). `lesson` is one of the request's folder names, or empty where the source does not tell.
struct ClassEntry {
  std::vector<Student> students;  ///< at least one; several where a group handed in
  std::string source;
  std::string lesson;
  std::filesystem::path path;
  bool late = false;
  std::vector<std::string> ignored;  ///< what was left aside: older attempts, files that are no work
  std::string nothing;
};

/// A class as it was handed in, in the order of `source`. Owns what was unpacked: paths are good as long as it lives.
struct ClassSource {
  std::string shape;
  std::vector<ClassEntry> entries;
  std::vector<std::string> ignored;  ///< what lies in the source and belongs to nobody
  std::shared_ptr<void> unpacked;    ///< removes what was unpacked when the last copy has gone
};

/// The names of the shapes: "folder", "canvas", "moodle", "gradescope", "classroom".
std::vector<std::string> class_shapes();

/// Reads a class. An input error says what is not there, or what the source is not.
Result<ClassSource> read_class(const ClassRequest& request);

}  // namespace threadmark::intake
