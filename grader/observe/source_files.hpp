// Which files are the student's, and what to call them.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "grader/model/location.hpp"

namespace threadmark::observe {

/// The names of the student's files, as handed in.
class SourceFiles {
 public:
  void add(std::string name) { names_.push_back(std::move(name)); }

  /// The student's name of the file at that path, or nothing when it is none of theirs. Paths end in the name; those of
  /// the system's headers never count.
  std::string name_of(std::string_view path) const;

 private:
  std::vector<std::string> names_;
};

}  // namespace threadmark::observe
