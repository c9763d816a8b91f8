// `threadmark show LESSON`: the lesson's text.
#include <fstream>
#include <ostream>

#include <CLI/CLI.hpp>

#include "grader/app/commands/commands.hpp"
#include "grader/app/lesson_access.hpp"

namespace threadmark::app {
namespace {

void declare(CLI::App& command, Options& options) {
  command.add_option("lesson", options.lesson, "The lesson's name")->required()->type_name("LESSON");
}

int run(const Options& options, Context& context) {
  const auto lesson = open_lesson(context.installation, options.lesson);
  if (!lesson) return report_error(context, lesson.error());
  std::ifstream text(lesson->folder / "README.md", std::ios::binary);
  if (!text) return report_error(context, input_error("the lesson " + lesson->id + " has no README.md"));
  context.out << text.rdbuf() << '\n';
  return all_passed;
}

}  // namespace

const Command show_command{"show", "The lesson's text", "  threadmark show counter-race\n", declare, run};

}  // namespace threadmark::app
