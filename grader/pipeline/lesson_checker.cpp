// Building a lesson's checker on first use, and asking it.
#include "grader/pipeline/lesson_checker.hpp"

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>

#include "grader/compile/checker_program.hpp"
#include "grader/intake/intake.hpp"
#include "grader/run/checker_run.hpp"

namespace threadmark::pipeline {
namespace {

/// The programs that were built so far, and the workspace that they were built in.
struct Built {
  std::optional<Workspace> workspace;
  std::map<std::string, std::filesystem::path> programs;
};

Result<std::filesystem::path> program_for(const compile::Means& means, const Lesson& lesson, const std::string& name,
                                          const std::filesystem::path& scratch, Built& built) {
  if (const auto known = built.programs.find(name); known != built.programs.end()) return known->second;
  if (!built.workspace) {
    auto workspace = intake::make_workspace(scratch);
    if (!workspace) return fail(workspace.error());
    built.workspace = *std::move(workspace);
  }
  auto program = compile::checker_program(means, lesson, name, *built.workspace);
  if (!program) return fail(program.error());
  return built.programs.emplace(name, *std::move(program)).first->second;
}

}  // namespace

check::MakeOptions checker_of(const compile::Means& means, const Lesson& lesson, const std::filesystem::path& scratch) {
  check::MakeOptions options;
  options.ask_checker = [&means, &lesson, scratch, built = std::make_shared<Built>()](
                            const std::string& name, const std::string& trace) -> Result<std::string> {
    const auto program = program_for(means, lesson, name, scratch, *built);
    if (!program) return fail(program.error());
    return run::ask_checker(means.sandbox, *program, trace);
  };
  return options;
}

}  // namespace threadmark::pipeline
