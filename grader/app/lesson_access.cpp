// Loading lessons for commands.
#include "grader/app/lesson_access.hpp"

#include "grader/check/checks.hpp"
#include "grader/spec/lesson_folders.hpp"
#include "grader/spec/spec.hpp"

namespace threadmark::app {
namespace {

Result<Lesson> open_folder(const std::filesystem::path& folder) {
  spec::SpecReading reading = spec::read_lesson(folder);
  // Checks know their own keys: what they object to stands beside what the spec's form objects to.
  if (auto checks = check::make_checks(reading.lesson); !checks)
    reading.problems.insert(reading.problems.end(), checks.error().begin(), checks.error().end());
  if (!reading.problems.empty()) return fail(input_error(spec::describe(reading.file, reading.problems)));
  return std::move(reading.lesson);
}

}  // namespace

Result<Lesson> open_lesson(const Installation& installation, const std::string& id) {
  auto folder = spec::find_lesson(installation.lessons, id);
  if (!folder) return fail(folder.error());
  return open_folder(*folder);
}

Result<std::vector<Lesson>> open_lessons(const Installation& installation, const std::vector<std::string>& ids) {
  std::vector<Lesson> lessons;
  if (!ids.empty()) {
    for (const std::string& id : ids) {
      auto lesson = open_lesson(installation, id);
      if (!lesson) return fail(lesson.error());
      lessons.push_back(*std::move(lesson));
    }
    return lessons;
  }
  auto folders = spec::lesson_folders(installation.lessons);
  if (!folders) return fail(folders.error());
  for (const auto& folder : *folders) {
    auto lesson = open_folder(folder);
    if (!lesson) return fail(lesson.error());
    lessons.push_back(*std::move(lesson));
  }
  return lessons;
}

}  // namespace threadmark::app
