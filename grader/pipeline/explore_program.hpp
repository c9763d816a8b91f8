// Exploring any C or C++ program, without a lesson.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "grader/base/result.hpp"
#include "grader/compile/compile.hpp"
#include "grader/model/exploration.hpp"
#include "grader/model/message.hpp"
#include "grader/pipeline/replay_token.hpp"
#include "grader/run/debugger.hpp"

namespace threadmark::pipeline {

/// When to stop: at the first finding that is not a data race or lock order, at the first of any kind, or never.
enum class Until { failure, any, budget };

/// What to explore, and how far.
struct ExploreRequest {
  std::vector<std::filesystem::path> sources;
  std::vector<std::string> flags;
  std::vector<std::string> arguments;
  long schedules = 2000;
  long steps = 200000;
  std::uint64_t seed = 1;
  std::string strategy = "portfolio";
  Until until = Until::failure;
  std::filesystem::path scratch = std::filesystem::temp_directory_path();
};

/// What came of it: a report, or the build errors of the sources.
struct Explored {
  Exploration report;
  std::vector<Finding> build_errors;
};

/// Compiles the sources and runs the one schedule of a token in full detail; its findings are the report. `notes` say
/// where the sources or the toolchain differ from the token's.
struct ReplayedProgram {
  Explored explored;
  std::vector<Message> notes;
};

/// What to do with the replayed program while its workspace is still there (a debugger).
using WhileProgramIsThere = std::function<Result<void>(const ReplayedProgram& replayed, const run::Debuggee& debuggee)>;

Result<ReplayedProgram> replay_program(const compile::Means& means, const ExploreRequest& request,
                                       const ReplayToken& token, const WhileProgramIsThere& and_then = {});

/// Compiles and explores. An input Error names a source that is not there; others are ours or the machine's.
Result<Explored> explore_program(const compile::Means& means, const ExploreRequest& request);

}  // namespace threadmark::pipeline
