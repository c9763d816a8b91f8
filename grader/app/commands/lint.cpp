// `threadmark lint [LESSON...]`: is the spec well formed, complete, and strong enough?
#include <filesystem>
#include <ostream>
#include <set>
#include <string>
#include <vector>

#include <CLI/CLI.hpp>

#include "grader/app/commands/commands.hpp"
#include "grader/app/lesson_access.hpp"
#include "grader/spec/lesson_folders.hpp"

namespace threadmark::app {
namespace {

namespace fs = std::filesystem;

void declare(CLI::App& command, Options& options) {
  command.add_option("lesson", options.names, "Lessons (default: all)")->type_name("LESSON");
}

std::size_t files_in(const fs::path& folder) {
  std::error_code error;
  std::size_t count = 0;
  for (const auto& entry : fs::directory_iterator(folder, error))
    count += entry.is_regular_file() ? 1 : 0;
  return count;
}

// What a complete lesson has beyond a well-formed spec.
std::vector<std::string> incomplete(const Lesson& lesson, const fs::path& reference) {
  std::vector<std::string> missing;
  if (!fs::exists(lesson.folder / "README.md")) missing.emplace_back("README.md, the lesson's text");
  for (const std::string& file : lesson.files)
    if (!fs::exists(lesson.folder / "starter" / file)) missing.push_back("starter/" + file);
  if (!lesson.driver.empty() && !fs::exists(lesson.folder / lesson.driver))
    missing.push_back(lesson.driver + ", the driver");
  if (files_in(reference / lesson.id / "accepted") < 3)
    missing.emplace_back("three accepted solutions in different styles");
  if (files_in(reference / lesson.id / "rejected") < 5) missing.emplace_back("five rejected solutions");
  for (const CheckSpec& check : lesson.checks)
    if (check.hint.empty()) missing.push_back("a hint for the check " + check.id);
  if (lesson.max_score <= 0) missing.emplace_back("points: no check gives any");
  return missing;
}

int run(const Options& options, Context& context) {
  std::vector<std::string> ids = options.names;
  if (ids.empty()) {
    const auto folders = spec::lesson_folders(context.installation.lessons);
    if (!folders) return report_error(context, folders.error());
    for (const auto& folder : *folders)
      ids.push_back(folder.filename().string());
  }
  int status = all_passed;
  for (const std::string& id : ids) {
    const auto lesson = open_lesson(context.installation, id);
    if (!lesson) {
      status = report_error(context, lesson.error());
      continue;
    }
    const auto missing = incomplete(*lesson, context.installation.reference);
    context.out << id << ": " << (missing.empty() ? "complete" : "incomplete") << ", " << lesson->checks.size()
                << " checks\n";
    for (const std::string& what : missing)
      context.out << "  missing: " << what << '\n';
    if (!missing.empty() && status == all_passed) status = something_failed;
  }
  return status;
}

}  // namespace

const Command lint_command{"lint", "Is the spec well formed, complete, and strong enough?",
                           "  threadmark lint\n  threadmark lint counter-race\n", declare, run};

}  // namespace threadmark::app
