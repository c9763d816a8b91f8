// A schedule as lanes: one column a task, time goes down.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "grader/model/step.hpp"
#include "grader/report/paint.hpp"
#include "grader/words/language.hpp"

namespace threadmark::report {

/// How lanes are drawn. `file` is the file that needs no name beside its lines.
struct LaneStyle {
  words::Language language = words::Language::english;
  Paint paint{false};
  std::size_t width = 100;
  std::size_t indent = 2;
  std::string file;
};

/// The steps as lines of text: lanes where they fit into the width, else a list. Steps that matter (conflict, cycle)
/// carry a `!`. Of long schedules the steps that matter and those around them are kept, and the gaps said. No steps:
/// nothing.
std::string lanes(const std::vector<Step>& steps, const LaneStyle& style);

}  // namespace threadmark::report
