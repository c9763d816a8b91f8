// `threadmark doctor`: what this machine offers, what is missing, and the remedy.
#include <ostream>
#include <string>

#include <CLI/CLI.hpp>

#include "grader/app/commands/commands.hpp"
#include "grader/app/grading.hpp"
#include "grader/compile/toolchains.hpp"
#include "grader/sandbox/sandbox.hpp"

namespace threadmark::app {
namespace {

void declare(CLI::App&, Options&) {}

bool report_toolchains(Context& context) {
  const auto found = compile::toolchains();
  context.out << "compilers\n";
  for (std::size_t i = 0; i < found.size(); ++i)
    context.out << "  " << (i == 0 ? "used: " : "also: ") << found[i].id << "  (" << found[i].compiler << ")\n";
  if (found.empty()) context.out << "  none: install clang-19, lld-19 and libclang-rt-19-dev (or g++ 12)\n";
  return !found.empty();
}

bool report_runtime(Context& context) {
  const auto files = compile::find_runtime_files();
  context.out << "controlled runtime\n  " << (files ? files->runtime.string() : files.error().message) << '\n';
  return files.has_value();
}

void report_sandbox(Context& context) {
  const sandbox::SandboxLevel found = sandbox::Sandbox::probe();
  context.out << "sandbox\n  level: " << sandbox::name_of(found.level) << '\n';
  for (const sandbox::Missing& missing : found.missing)
    context.out << "  missing: " << missing.what << "\n    because: " << missing.cause << "\n    lost: " << missing.lost
                << "\n    remedy: " << missing.remedy << '\n';
  if (found.level != sandbox::Level::full)
    context.out << "  grade, batch and ci want `full`; with --sandbox " << sandbox::name_of(found.level)
                << " they take what there is\n";
}

int run(const Options&, Context& context) {
  const bool compiler = report_toolchains(context);
  const bool runtime = report_runtime(context);
  report_sandbox(context);
  return compiler && runtime ? all_passed : grader_failed;
}

}  // namespace

const Command doctor_command{"doctor", "What this machine offers, what is missing, and the remedy",
                             "  threadmark doctor\n", declare, run};

}  // namespace threadmark::app
