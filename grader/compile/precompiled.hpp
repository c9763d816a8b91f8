// Precompiled headers: one for each list of system headers, made on first use, kept in a bounded folder.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "grader/compile/workshop.hpp"

namespace threadmark::compile {

/// Gives the flags by which a compile uses the precompiled form of these headers, making it if need be and showing it
/// to the workshop under a name of its own. No flags where there is no cache, no header, or a header cannot be
/// precompiled.
std::vector<std::string> precompiled_flags(Workshop& workshop, const std::vector<std::string>& headers,
                                           const std::vector<std::string>& flags);

/// Forgets it: what a compiler refused is made anew next time.
void forget_precompiled(const Means& means, const std::vector<std::string>& headers,
                        const std::vector<std::string>& flags);

}  // namespace threadmark::compile
