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

/// The diagram: a participant for each task (in a box for each process where there are several), an arrow for each
/// hand-over (what a step had to wait for, or the task that it starts), a note for every other step; steps that matter
/// carry a `!`. `file` needs no name beside its lines. Nothing when there is no step to show or the bounds are
/// exceeded.
std::string mermaid(const std::vector<Step>& steps, const std::string& file, words::Language language,
                    const DiagramBounds& bounds = {});

}  // namespace threadmark::report
