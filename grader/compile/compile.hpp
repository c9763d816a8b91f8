// From source files to programs: one instrumented compile, one link for each way of running it.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "grader/base/result.hpp"
#include "grader/model/lesson.hpp"
#include "grader/model/program.hpp"
#include "grader/model/source_token.hpp"
#include "grader/model/submission.hpp"
#include "grader/model/toolchain.hpp"
#include "grader/model/workspace.hpp"
#include "grader/sandbox/sandbox.hpp"

namespace threadmark::compile {

/// What of ours is linked into programs. `include` is the folder from which drivers include "harness/testing/…".
struct RuntimeFiles {
  std::filesystem::path runtime;        ///< libthreadmark_rt.a
  std::filesystem::path testing;        ///< libthreadmark_testing.a, for the explore link
  std::filesystem::path testing_plain;  ///< libthreadmark_testing_plain.a, for the others
  std::filesystem::path include;
};

/// Finds them beside the running program (build tree or installation), or where THREADMARK_HOME says.
Result<RuntimeFiles> find_runtime_files();

/// The means of compiling; made once, used for every submission, from any thread.
struct Means {
  Toolchain toolchain;
  RuntimeFiles runtime;
  sandbox::Sandbox sandbox;
  std::filesystem::path cache;  ///< of precompiled headers; empty: none are used
};

/// The default cache folder: $XDG_CACHE_HOME/threadmark, else ~/.cache/threadmark.
std::filesystem::path default_cache();

/// What a submission's files and its lesson ask for. The workspace's `source/` holds the submitted and the given files.
struct CompileRequest {
  const Lesson& lesson;
  const Submission& submission;
  const Workspace& workspace;
  std::vector<ProgramFlavour> flavours = {ProgramFlavour::explore};
};

/// Compiles and links a submission. Student mistakes are `Build::errors` (kinds `build-error` and `forbidden`); an
/// Error is ours or the machine's.
Result<Build> compile(const Means& means, const CompileRequest& request);

/// Sources without a lesson, for `threadmark explore`: C or C++, any number, relative to the workspace's `source/`.
struct SourcesRequest {
  std::vector<std::string> sources;
  std::vector<std::string> flags;  ///< of the user's, for the compiler and the linker
  const Workspace& workspace;
  std::vector<ProgramFlavour> flavours = {ProgramFlavour::explore};
};

/// The same without a lesson and without a policy.
Result<Build> compile_sources(const Means& means, const SourcesRequest& request);

/// The tokens of the submitted files, without comments and with continued lines joined, for `source` checks.
std::vector<SourceToken> tokens_of(const Submission& submission);

/// The tests of a lesson's driver by their full names, in its order; those that TEST and TEST_F make.
std::vector<std::string> driver_tests(const Lesson& lesson);

/// What the policy of every lesson, as changed by this one, forbids in these files: findings of kind `forbidden`.
std::vector<Finding> policy_findings(const Lesson& lesson, const Submission& submission);

}  // namespace threadmark::compile
