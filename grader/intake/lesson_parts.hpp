// Cuts up what one student handed in by the lessons that it is for.
#pragma once

#include <vector>

#include "grader/intake/class_shape.hpp"
#include "grader/intake/class_source.hpp"

namespace threadmark::intake {

/// At least one entry: one for each lesson that there is work for, or one that says why there is nothing to grade.
std::vector<ClassEntry> parts_by_lesson(Handed handed, const ClassRequest& request);

}  // namespace threadmark::intake
