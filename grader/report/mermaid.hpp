// A schedule as a Mermaid sequence diagram.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "grader/model/step.hpp"
#include "grader/words/language.hpp"

namespace threadmark::report {

/// What a diagram may hold at most; longer ones cannot be read.
struct DiagramBounds {
  std::size_t steps = 40;
  std::size_t tasks = 8;
};

/// The diagram: a participant for each task (in a box for each process where there are several), a note for each step,
/// an arrow where a task starts another, and a dashed one from each step of another task that a step had to wait for.
/// Steps that matter carry a `!`. `file` needs no name beside its lines. Nothing when there is no step to show or the
/// bounds are exceeded.
std::string mermaid(const std::vector<Step>& steps, const std::string& file, words::Language language,
                    const DiagramBounds& bounds = {});

}  // namespace threadmark::report
