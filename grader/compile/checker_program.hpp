// Building the checker program that a lesson brings.
#pragma once

#include <filesystem>
#include <string>

#include "grader/base/result.hpp"
#include "grader/compile/compile.hpp"

namespace threadmark::compile {

/// Builds `name` of the lesson's folder into a program and gives its path: in the cache, where it stays for the next
/// submission, or in the workspace's `build/` when there is no cache. A checker that does not compile is an Error: the
/// lesson's mistake, nobody's points.
Result<std::filesystem::path> checker_program(const Means& means, const Lesson& lesson, const std::string& name,
                                              const Workspace& workspace);

}  // namespace threadmark::compile
