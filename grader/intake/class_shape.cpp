// The table of shapes and what they share.
#include "grader/intake/class_shape.hpp"

#include <utility>

namespace threadmark::intake {

const std::array<ClassShape, 5>& shape_set() {
  static const std::array<ClassShape, 5> shapes = {canvas_shape, moodle_shape, gradescope_shape, classroom_shape,
                                                   folder_shape};
  return shapes;
}

std::vector<std::string> top_files(const FileSet& set) {
  std::vector<std::string> names;
  for (const FoundFile& file : set.files)
    if (file.path.find('/') == std::string::npos) names.push_back(file.path);
  return names;
}

std::vector<std::string> top_folders(const FileSet& set) {
  std::vector<std::string> names;
  for (const std::string& folder : set.folders)
    if (folder.find('/') == std::string::npos && !is_hidden(folder) && !is_strewn(folder)) names.push_back(folder);
  return names;
}

FileSet alone(const FileSet& set, const FoundFile& file, std::string path) {
  FileSet one;
  one.store = set.store;
  one.files.push_back(file);
  one.files.back().path = std::move(path);
  return one;
}

}  // namespace threadmark::intake
