// One command of the program: its name, its options, what it does.
#pragma once

#include <span>
#include <string_view>

#include "grader/app/context.hpp"
#include "grader/app/options.hpp"

namespace CLI {
class App;
}

namespace threadmark::app {

/// The exit statuses of the stable surface.
enum ExitStatus : int { all_passed = 0, something_failed = 1, bad_call = 2, grader_failed = 3 };

/// A row of the table of commands. `declare` adds the command's own arguments; `run` returns the exit status.
struct Command {
  std::string_view name;
  std::string_view summary;
  std::string_view examples;
  void (*declare)(CLI::App& command, Options& options);
  int (*run)(const Options& options, Context& context);
  bool opens_output = false;  ///< it treats `--output` by itself; otherwise that file is `Context::out`
};

/// All commands, in the order in which `--help` shows them.
std::span<const Command* const> command_set();

}  // namespace threadmark::app
