// The student's files as the preprocessor leaves them: for names that it puts together and texts that it hides.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "grader/compile/lexer.hpp"
#include "grader/model/finding.hpp"
#include "grader/model/lesson.hpp"

namespace threadmark::compile {

/// Whether the raw text may not show what the compiler sees: it pastes tokens, disables parts, has raw strings, pragmas
/// from macros, opens namespaces by macros, or calls macros of the implementation.
bool hides_tokens(const LexedFile& lexed);

/// Whether it calls macros whose names are reserved, so that even what system headers expand may be the student's
/// words.
bool calls_reserved_macros(const LexedFile& lexed);

/// The part of a preprocessor's output that comes from `path`, with the lines of that file; pragmas are the only
/// directives. What macros of system headers expand to is left out unless `with_system`.
LexedFile part_of(std::string_view preprocessed, std::string_view path, bool with_system);

/// What the policy forbids in these tokens.
std::vector<Finding> token_findings(const Lesson& lesson, const std::string& path, const LexedFile& lexed);

}  // namespace threadmark::compile
