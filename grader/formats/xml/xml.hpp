// XML as a tree of elements, read within bounds and written with stable bytes.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "grader/base/result.hpp"

namespace threadmark::xml {

/// An element. `text` is all character data directly inside, in one piece; comments and instructions are left out.
struct Element {
  std::string name;
  std::vector<std::pair<std::string, std::string>> attributes;
  std::string text;
  std::vector<Element> children;

  /// The value of that attribute, or nothing.
  std::string attribute(std::string_view key) const;

  /// The first child of that name, or nullptr.
  const Element* child(std::string_view child_name) const;

  /// The text of the first child of that name, or nothing.
  std::string text_of(std::string_view child_name) const;
};

/// What a text may use at most.
struct Bounds {
  std::size_t bytes = std::size_t{32} * 1024 * 1024;
  std::size_t depth = 64;
  std::size_t elements = 500000;
};

/// Whether a text that is cut off or broken gives what stood before that place, or an error.
enum class Salvage { no, yes };

/// The root element of a text, or an input error. Entities other than XML's own are not expanded.
Result<Element> read(std::string_view text, Salvage salvage = Salvage::no, const Bounds& bounds = {});

/// The document of that root, with declaration, two blanks a level, and a newline at the end. Characters that XML 1.0
/// does not have, and invalid UTF-8, become U+FFFD.
std::string write(const Element& root);

}  // namespace threadmark::xml
