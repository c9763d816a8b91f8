// Classes that tests of the pages show.
#pragma once

#include <cstddef>
#include <string>

#include "grader/model/class_result.hpp"

namespace threadmark::report::html {

/// A class in two lessons and more: a data race, five philosophers in a deadlock, three processes with pipes, a build
/// error, a rejected one, one that could not be graded, a group, a score by hand, and people without a grade.
ClassResult sample_class();

/// Many submissions to two lessons, each with a source and some with an interleaving.
ClassResult large_class(std::size_t count);

/// A class whose every text is `payload`, and contains it.
ClassResult hostile_class(const std::string& payload);

}  // namespace threadmark::report::html
