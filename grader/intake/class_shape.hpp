// The shapes in which classes hand in: one file and one row of a table each.
#pragma once

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "grader/base/result.hpp"
#include "grader/intake/file_set.hpp"
#include "grader/model/class_result.hpp"

namespace threadmark::intake {

/// All that one student or group handed in. `place` is the folder inside the source that `files` are relative to, empty
/// where there is none; `lesson` is set where the shape tells it.
struct Handed {
  std::vector<Student> students;
  std::string source;
  std::string place;
  std::string lesson;
  bool late = false;
  std::vector<std::string> ignored;
  std::string nothing;  ///< why there is nothing to grade, in words
  FileSet files;
};

/// A whole class, sorted out. `ignored` belongs to nobody.
struct SortedClass {
  std::vector<Handed> handed;
  std::vector<std::string> ignored;
};

/// What the shapes may know besides the files.
struct ShapeContext {
  std::string folder_name;  ///< of the source itself
  const std::vector<std::string>& lessons;
};

/// A shape. `claims` says whether a name on the first floor looks like this shape and like no other; `sort` sorts the
/// files out.
struct ClassShape {
  std::string_view name;
  std::string_view title;
  bool (*claims)(const FileSet& all, const std::string& name, bool folder);
  Result<SortedClass> (*sort)(const FileSet& all, const ShapeContext& context);
};

/// All shapes; the plain folder comes last.
const std::array<ClassShape, 5>& shape_set();

/// The names on the first floor of a set.
std::vector<std::string> top_files(const FileSet& set);
std::vector<std::string> top_folders(const FileSet& set);

/// A set of just this file, under that path.
FileSet alone(const FileSet& set, const FoundFile& file, std::string path);

extern const ClassShape canvas_shape;
extern const ClassShape moodle_shape;
extern const ClassShape gradescope_shape;
extern const ClassShape classroom_shape;
extern const ClassShape folder_shape;

}  // namespace threadmark::intake
