// Which system headers a file includes before anything else: what a precompiled header may hold without changing its
// meaning.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "grader/compile/lexer.hpp"

namespace threadmark::compile {

/// The names in `#include <…>` at the head of a file, in order and once each: up to the first token or the first
/// directive that is no include, #pragma once or include guard. Includes in quotes are passed over.
std::vector<std::string> leading_includes(const LexedFile& file);

/// The leading includes of a file from a given directive on.
std::vector<std::string> leading_includes_after(const LexedFile& file, std::string_view quoted_name);

/// Appends those names that are not there yet.
void add_includes(std::vector<std::string>& to, const std::vector<std::string>& more);

}  // namespace threadmark::compile
