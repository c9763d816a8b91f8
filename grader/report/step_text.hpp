// One step of a schedule in a few words.
#pragma once

#include <string>

#include "grader/model/step.hpp"
#include "grader/words/language.hpp"

namespace threadmark::report {

/// "locks m", "reads counter = 3", "prints done"; in one line and safe to print.
std::string step_text(const Step& step, words::Language language);

/// ":12", or "other.cpp:12" where the file is not `file`, the one that needs no name; nothing without a place.
std::string step_place(const Step& step, const std::string& file);

}  // namespace threadmark::report
