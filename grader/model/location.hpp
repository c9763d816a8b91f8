// A place in a source file.
#pragma once

#include <string>

namespace threadmark {

/// A line of a source file; `file` is the name that the student gave it, `line` counts from 1; line 0 means "no place".
struct Location {
  std::string file;
  int line = 0;

  bool operator==(const Location&) const = default;
  auto operator<=>(const Location&) const = default;
};

}  // namespace threadmark
