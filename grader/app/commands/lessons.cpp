// `threadmark lessons`: what there is to learn, with progress where there is any.
#include <cstddef>
#include <ostream>
#include <string>

#include <CLI/CLI.hpp>

#include "grader/app/commands/commands.hpp"
#include "grader/app/lesson_access.hpp"
#include "grader/app/working_folder.hpp"

namespace threadmark::app {
namespace {

void declare(CLI::App&, Options&) {}

int run(const Options&, Context& context) {
  const auto lessons = open_lessons(context.installation, {});
  if (!lessons) return report_error(context, lessons.error());
  const auto progress = read_progress(context.installation.state);
  std::size_t width = 0;
  for (const Lesson& lesson : *lessons)
    width = std::max(width, lesson.id.size());
  std::string topic;
  std::size_t passed = 0;
  for (const char* wanted : {"processes", "threads", "coroutines", "classics"}) {
    for (const Lesson& lesson : *lessons) {
      if (lesson.topic != wanted) continue;
      if (topic != lesson.topic) context.out << (topic.empty() ? "" : "\n") << lesson.topic << '\n';
      topic = lesson.topic;
      const auto known = progress.find(lesson.id);
      context.out << "  " << lesson.id << std::string(width - lesson.id.size() + 2, ' ') << lesson.title;
      if (known != progress.end()) {
        passed += known->second == "passed" ? 1 : 0;
        context.out << "  [" << (known->second == "passed" ? "passed" : "best score so far " + known->second) << ']';
      }
      context.out << '\n';
    }
  }
  context.out << '\n' << lessons->size() << " lessons";
  if (!progress.empty()) context.out << ", " << passed << " passed";
  context.out << ". Read one: threadmark show LESSON. Begin: threadmark start LESSON\n";
  return all_passed;
}

}  // namespace

const Command lessons_command{"lessons", "What there is to learn, with your progress", "  threadmark lessons\n",
                              declare, run};

}  // namespace threadmark::app
