// How a program of a submission is started, whichever tool runs it.
#pragma once

#include <filesystem>

#include "grader/model/lesson.hpp"
#include "grader/sandbox/sandbox.hpp"

namespace threadmark::run {

/// What a program sees of ours: the folder that it was built in, read-only, and an empty working folder.
sandbox::Mounts program_mounts(const std::filesystem::path& build);

/// A program under one case: the case's arguments, environment, input and files, in the working folder. `program` is a
/// path of ours under the mounts.
sandbox::Command program_command(const sandbox::Sandbox& sandbox, const sandbox::Mounts& mounts,
                                 const std::filesystem::path& program, const Case& run_case);

}  // namespace threadmark::run
