// Reads YAML of a bounded, plain kind into a tree that remembers places.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "grader/model/parameter.hpp"

namespace threadmark::yaml {

/// What a text may use at most; lessons stay far below.
struct Bounds {
  std::size_t bytes = std::size_t{512} * 1024;
  std::size_t nodes = 20000;
  std::size_t depth = 32;
  std::size_t scalar_bytes = std::size_t{64} * 1024;
};

/// What was read. Without problems `root` is the whole document.
struct Reading {
  Parameter root;
  std::vector<SpecProblem> problems;
};

/// The one document of a UTF-8 text as a tree; an empty text is a tree of kind `none`, and so is each empty or null
/// value. Problems by position: the first error of syntax (then `root` is empty), or all duplicate keys (then `root`
/// has the first of each). Refused are anchors, aliases, tags, merge keys, several documents, keys that are no scalars,
/// control characters, and what exceeds the bounds.
Reading read(std::string_view text, const Bounds& bounds = {});

}  // namespace threadmark::yaml
