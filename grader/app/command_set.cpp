// The table of commands: a new command is one file in commands/ and one row here.
#include "grader/app/command.hpp"
#include "grader/app/commands/commands.hpp"

namespace threadmark::app {

std::span<const Command* const> command_set() {
  static constexpr const Command* commands[] = {
      &demo_command,   &lessons_command, &show_command,    &start_command,  &grade_command,  &check_command,
      &replay_command, &explain_command, &explore_command, &batch_command,  &report_command, &verify_command,
      &lint_command,   &ci_command,      &package_command, &doctor_command,
  };
  return commands;
}

}  // namespace threadmark::app
