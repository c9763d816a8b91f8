// `threadmark start LESSON [DIR]`: a working folder with the starter files.
#include <ostream>

#include <CLI/CLI.hpp>

#include "grader/app/commands/commands.hpp"
#include "grader/app/lesson_access.hpp"
#include "grader/app/working_folder.hpp"

namespace threadmark::app {
namespace {

void declare(CLI::App& command, Options& options) {
  command.add_option("lesson", options.lesson, "The lesson's name")->required()->type_name("LESSON");
  command.add_option("dir", options.folder, "The folder to make (default: the lesson's name)")->type_name("DIR");
}

int run(const Options& options, Context& context) {
  const auto lesson = open_lesson(context.installation, options.lesson);
  if (!lesson) return report_error(context, lesson.error());
  const std::filesystem::path folder = options.folder.empty() ? std::filesystem::path(lesson->id) : options.folder;
  const auto made = make_working_folder(*lesson, folder);
  if (!made) return report_error(context, made.error());
  context.out << "Your folder for \"" << lesson->title << "\" is ready: " << folder.string() << '\n';
  for (const std::string& name : *made)
    context.out << "  " << name << '\n';
  context.out << "\nRead README.md, write " << lesson->files.front() << ", then check it as often as you like:\n"
              << "  threadmark check " << folder.string() << "\n"
              << "or let it be checked on every save:\n"
              << "  threadmark check " << folder.string() << " --watch\n";
  return all_passed;
}

}  // namespace

const Command start_command{"start", "A working folder with the starter files",
                            "  threadmark start counter-race\n  threadmark start counter-race ~/course/race\n", declare,
                            run};

}  // namespace threadmark::app
