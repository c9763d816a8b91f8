// Telling the student's files from others.
#include "grader/observe/source_files.hpp"

namespace threadmark::observe {

std::string SourceFiles::name_of(std::string_view path) const {
  for (const std::string_view system : {"/usr/", "/lib/", "/opt/"})
    if (path.starts_with(system)) return {};
  for (const std::string& name : names_) {
    if (path == name) return name;
    if (path.size() > name.size() && path.ends_with(name) && path[path.size() - name.size() - 1] == '/') return name;
  }
  return {};
}

}  // namespace threadmark::observe
