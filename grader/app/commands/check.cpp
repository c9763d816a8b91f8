// `threadmark check [PATH]`: grade inside a working folder, in the student's words; `--watch` repeats it on every save.
#include <chrono>
#include <filesystem>
#include <ostream>
#include <thread>
#include <vector>

#include <CLI/CLI.hpp>

#include "grader/app/commands/commands.hpp"
#include "grader/app/grading.hpp"
#include "grader/app/lesson_access.hpp"
#include "grader/app/working_folder.hpp"

namespace threadmark::app {
namespace {

namespace fs = std::filesystem;

void declare(CLI::App& command, Options& options) {
  command.add_option("path", options.folder, "Working folder or file in it (default: this folder)")->type_name("PATH");
  command.add_flag("--watch", options.watch, "Check again on every save, until interrupted");
}

// When the lesson's files in the folder were last written; the latest of them.
fs::file_time_type last_saved(const Lesson& lesson, const fs::path& folder) {
  fs::file_time_type latest = fs::file_time_type::min();
  for (const std::string& file : lesson.files) {
    std::error_code error;
    const auto time = fs::last_write_time(folder / file, error);
    if (!error) latest = std::max(latest, time);
  }
  return latest;
}

int check_once(const Options& options, Context& context, const compile::Means& means, const Lesson& lesson,
               const fs::path& path) {
  pipeline::GradeSettings settings = settings_of(options);
  if (!options.quiet)
    settings.on_failure = [&](const CheckSpec& check) { context.err << "found: " << check.title << std::endl; };
  auto graded = grade_path(means, lesson, path, settings);
  if (!graded) return report_error(context, graded.error());
  const Grade& grade = graded->grade;
  if (grade.score)
    keep_progress(context.installation.state, lesson.id,
                  grade.verdict == Verdict::passed ? "passed" : std::to_string(*grade.score));
  const std::vector<report::Graded> all = {*std::move(graded)};
  if (const auto printed = print(all, options, context, report::Voice::check); !printed)
    return report_error(context, printed.error());
  context.out.flush();
  return status_of(all);
}

int run(const Options& options, Context& context) {
  const fs::path path = options.folder.empty() ? fs::path(".") : options.folder;
  const auto id = lesson_of(path);
  if (!id) return report_error(context, id.error());
  const auto lesson = open_lesson(context.installation, *id);
  if (!lesson) return report_error(context, lesson.error());
  const auto means = open_means(options, context, AutoSandbox::best_there_is);
  if (!means) return report_error(context, means.error());
  int status = check_once(options, context, *means, *lesson, path);
  const fs::path folder = fs::is_directory(path) ? path : path.parent_path();
  for (auto seen = last_saved(*lesson, folder); options.watch;) {
    std::this_thread::sleep_for(std::chrono::milliseconds(200));
    const auto now = last_saved(*lesson, folder);
    if (now == seen) continue;
    seen = now;
    context.out << '\n';
    status = check_once(options, context, *means, *lesson, path);
  }
  return status;
}

}  // namespace

const Command check_command{"check", "Check your solution inside a working folder",
                            "  threadmark check\n  threadmark check counter-race --watch\n", declare, run};

}  // namespace threadmark::app
