// `threadmark doctor`: what this machine offers, what is missing, and the remedy.
#include <cerrno>
#include <cstring>
#include <ostream>
#include <string>

#include <CLI/CLI.hpp>
#include <sys/prctl.h>

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

// The controlled runtime stops system calls by Syscall User Dispatch. Tried on this process: a selector that allows
// everything changes nothing.
bool report_dispatch(Context& context) {
  constexpr int set_dispatch = 59;  // PR_SET_SYSCALL_USER_DISPATCH
  static volatile char allow_all = 0;
  if (prctl(set_dispatch, 1UL, 0UL, 0UL, &allow_all) == 0 && prctl(set_dispatch, 0UL, 0UL, 0UL, 0UL) == 0) return true;
  context.out
      << "  missing: Syscall User Dispatch (" << std::strerror(errno)
      << ")\n    lost: programs cannot be explored\n    remedy: Linux 5.11 or newer, in a container whose seccomp "
         "profile lets prctl(PR_SET_SYSCALL_USER_DISPATCH) through\n";
  return false;
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
  const bool dispatch = report_dispatch(context);
  report_sandbox(context);
  return compiler && runtime && dispatch ? all_passed : grader_failed;
}

}  // namespace

const Command doctor_command{"doctor", "What this machine offers, what is missing, and the remedy",
                             "  threadmark doctor\n", declare, run};

}  // namespace threadmark::app
