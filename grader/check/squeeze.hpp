// Text without its white space, the form in which files and their patterns are compared.
#pragma once

#include <string>
#include <string_view>

namespace threadmark::check {

/// The text with every space, tab and line end taken out.
inline std::string without_white_space(std::string_view text) {
  std::string squeezed;
  for (const char c : text)
    if (c != ' ' && c != '\t' && c != '\n' && c != '\r' && c != '\v' && c != '\f') squeezed.push_back(c);
  return squeezed;
}

}  // namespace threadmark::check
