// One run of a checker: trace in, findings out.
#include "grader/run/checker_run.hpp"

#include "grader/run/program_start.hpp"

namespace threadmark::run {

Result<std::string> ask_checker(const sandbox::Sandbox& sandbox, const std::filesystem::path& program,
                                const std::string& trace) {
  constexpr double most_seconds = 20;
  const sandbox::Mounts mounts = program_mounts(program.parent_path());
  Case question;
  question.stdin_text = trace;
  const sandbox::Command command = program_command(sandbox, mounts, program, question);
  sandbox::LimitSet limits;
  limits.cpu_s = most_seconds;
  limits.wall_s = 10 * most_seconds;
  auto outcome = sandbox.run(command, mounts, limits);
  if (!outcome) return fail(outcome.error());
  if (outcome->stopped != process::Stopped::no)
    return fail(internal_error("The lesson's checker ran over its limits (time, memory or output)."));
  if (!outcome->succeeded())
    return fail(internal_error("The lesson's checker " +
                               (outcome->signal != 0 ? "was ended by signal " + std::to_string(outcome->signal)
                                                     : "ended with status " + std::to_string(outcome->status)) +
                               (outcome->err.empty() ? "." : ": " + outcome->err.substr(0, 500))));
  return std::move(outcome->out);
}

}  // namespace threadmark::run
