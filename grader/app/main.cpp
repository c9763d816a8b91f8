// The program: reads the command line and runs the command that it names.
#include <cstdio>
#include <cstdlib>
#include <deque>
#include <exception>
#include <fstream>
#include <iostream>
#include <string>
#include <string_view>
#include <utility>

#include <CLI/CLI.hpp>
#include <sys/ioctl.h>
#include <unistd.h>

#include "grader/app/command.hpp"
#include "grader/app/grading.hpp"

namespace threadmark::app {
namespace {

bool colour_wanted(const std::string& choice) {
  if (choice != "auto") return choice == "always";
  return isatty(STDOUT_FILENO) == 1 && std::getenv("NO_COLOR") == nullptr;
}

int terminal_width() {
  winsize size{};
  if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col >= 40) return size.ws_col;
  return 100;
}

void declare_common(CLI::App& command, Options& options) {
  command.add_option("--format", options.format, "How results are printed: " + known_formats())->capture_default_str();
  command.add_option("--output", options.output, "Write results to this file instead of standard output");
  command.add_option("--seed", options.seed, "Seed of the exploration (default: the lesson's own)");
  command.add_option("--jobs", options.jobs, "How many at once (default: what the machine carries)")
      ->check(CLI::NonNegativeNumber);
  command.add_option("--lessons", options.lessons, "Folder of lessons (default: exercises/)");
  command.add_option("--sandbox", options.sandbox, "The least sandbox that is accepted")
      ->check(CLI::IsMember({"auto", "full", "no-cgroup", "no-userns", "off"}))
      ->capture_default_str();
  command.add_option("--cross-check", options.cross_check, "Also run under: none, tsan, all (tsan and Valgrind)")
      ->check(CLI::IsMember({"none", "tsan", "all"}))
      ->capture_default_str();
  command.add_option("--toolchain", options.toolchain, "Compiler: clang, gcc, or a path (default: the best there is)");
  command.add_flag("--quiet", options.quiet, "No progress on standard error");
  command.add_option("--color", options.color, "Colours: auto, always, never")
      ->check(CLI::IsMember({"auto", "always", "never"}))
      ->capture_default_str();
  command.add_option("--lang", options.language, "Language of the messages")
      ->check(CLI::IsMember({"en"}))
      ->capture_default_str();
}

int run(int argc, char** argv) {
  CLI::App app{"threadmark: grades C++20 concurrency exercises by exploring their interleavings"};
  app.require_subcommand(1);
  app.set_version_flag("--version", std::string("threadmark ") + THREADMARK_VERSION);
  app.failure_message([](const CLI::App*, const CLI::Error& error) {
    return std::string("threadmark: ") + error.what() + "\nRun with --help for the commands and options.\n";
  });
  Options options;
  std::deque<std::pair<CLI::App*, const Command*>> declared;
  for (const Command* command : command_set()) {
    CLI::App* sub = app.add_subcommand(std::string(command->name), std::string(command->summary));
    sub->footer("Examples:\n" + std::string(command->examples));
    command->declare(*sub, options);
    declare_common(*sub, options);
    declared.emplace_back(sub, command);
  }
  // What stands behind `--` is the explored program's own.
  int own = argc;
  for (int i = 1; i < own; ++i)
    if (std::string_view(argv[i]) == "--") own = i;
  for (int i = own + 1; i < argc; ++i)
    options.program_arguments.emplace_back(argv[i]);
  try {
    app.parse(own, argv);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? all_passed : bad_call;
  }

  std::ofstream file;
  bool to_file = !options.output.empty();
  for (const auto& [sub, command] : declared)
    if (sub->parsed() && command->opens_output) to_file = false;
  if (to_file) {
    file.open(options.output, std::ios::binary | std::ios::trunc);
    if (!file) {
      std::cerr << "threadmark: cannot write to " << options.output.string() << '\n';
      return bad_call;
    }
  }
  Context context{.installation = find_installation(),
                  .out = to_file ? file : std::cout,
                  .err = std::cerr,
                  .colour_out = to_file ? options.color == "always" : colour_wanted(options.color),
                  .width = terminal_width()};
  if (!options.lessons.empty()) use_lessons(context.installation, options.lessons);
  for (const auto& [sub, command] : declared) {
    if (!sub->parsed()) continue;
    const int status = command->run(options, context);
    context.out.flush();
    if (!context.out) {
      std::cerr << "threadmark: the results could not be written completely\n";
      return grader_failed;
    }
    return status;
  }
  return bad_call;
}

}  // namespace
}  // namespace threadmark::app

int main(int argc, char** argv) {
  try {
    return threadmark::app::run(argc, argv);
  } catch (const std::exception& fault) {
    // Nothing that a submission does ends here: a bug of ours, or a machine without memory.
    std::fprintf(stderr, "threadmark: a fault of the grader's own: %s\n", fault.what());
    return threadmark::app::grader_failed;
  }
}
