// Marks keywords, comments and literals of C++ lines, for reading only.
#pragma once

#include <string_view>

#include "grader/report/html/markup.hpp"

namespace threadmark::report::html {

/// Takes the lines of one file in order.
class Highlighter {
 public:
  /// `<code>` with the line in it; its text is exactly the line.
  Node line(std::string_view text);

 private:
  bool in_comment_ = false;
};

}  // namespace threadmark::report::html
