// The commands that the table lists, one file each.
#pragma once

#include "grader/app/command.hpp"

namespace threadmark::app {

extern const Command demo_command;
extern const Command lessons_command;
extern const Command show_command;
extern const Command start_command;
extern const Command grade_command;
extern const Command check_command;
extern const Command replay_command;
extern const Command explain_command;
extern const Command explore_command;
extern const Command batch_command;
extern const Command report_command;
extern const Command verify_command;
extern const Command lint_command;
extern const Command ci_command;
extern const Command package_command;
extern const Command doctor_command;

}  // namespace threadmark::app
