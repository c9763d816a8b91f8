// Running the one interleaving that a replay token names, and telling what it shows.
#pragma once

#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "grader/base/result.hpp"
#include "grader/compile/compile.hpp"
#include "grader/model/grade.hpp"
#include "grader/model/lesson.hpp"
#include "grader/model/submission.hpp"
#include "grader/pipeline/replay_token.hpp"
#include "grader/run/debugger.hpp"

namespace threadmark::pipeline {

/// What a replay showed. `notes` say in what the submission, lesson or toolchain differs from the token's: then the
/// nearest schedule was run, not the same one.
struct Replayed {
  Grade grade;  ///< checks that this one run fails, its findings with all steps
  std::vector<Message> notes;
};

/// What to do with the replayed program while its workspace is still there (a debugger).
using WhileThere = std::function<Result<void>(const Replayed& replayed, const run::Debuggee& debuggee)>;

/// Compiles the submission and runs the token's schedule in full detail; then does `and_then`, if there is a program.
Result<Replayed> replay_one(const compile::Means& means, const Lesson& lesson, const Submission& submission,
                            const ReplayToken& token, const std::filesystem::path& scratch,
                            const WhileThere& and_then = {});

}  // namespace threadmark::pipeline
