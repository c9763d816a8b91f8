// One token of a student's file after preprocessing, for rules about what the source must and must not use.
#pragma once

#include <string>

#include "grader/model/location.hpp"

namespace threadmark {

/// A token (identifier, number, literal or punctuator) as spelled, and the student's line that it stands on. Tokens of
/// headers that are not the student's are left out.
struct SourceToken {
  std::string text;
  Location where;
};

}  // namespace threadmark
