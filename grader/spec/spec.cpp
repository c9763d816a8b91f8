// Reads a lesson by the tables of keys, then checks what keys must agree on.
#include "grader/spec/spec.hpp"

#include <algorithm>
#include <optional>
#include <system_error>
#include <utility>

#include "grader/base/file_content.hpp"
#include "grader/base/sha256.hpp"
#include "grader/formats/yaml/yaml.hpp"
#include "grader/spec/lesson_keys.hpp"
#include "grader/spec/spec_reader.hpp"

namespace threadmark::spec {
namespace {

/// Files of lessons are small; a larger one is a mistake.
constexpr std::uintmax_t largest_file = 4 * 1024 * 1024;

std::optional<std::string> small_file(const std::filesystem::path& file) {
  std::error_code error;
  if (!std::filesystem::is_regular_file(file, error) || std::filesystem::file_size(file, error) > largest_file)
    return std::nullopt;
  return content_of(file);
}

/// The place of a key's value, or of the whole map.
SpecPosition place_of(const Parameter& root, const std::string& key) {
  const Parameter* value = root.find(key);
  return value != nullptr ? value->at : SpecPosition{1, 1};
}

void use_defaults(Lesson& lesson) {
  const bool program = lesson.kind == LessonKind::program;
  if (lesson.files.empty()) lesson.files = {program ? "solution.cpp" : "solution.hpp"};
  if (lesson.cases.empty()) lesson.cases.push_back(Case{"default", {}, {}, {}, {}, {}});
  for (const CheckSpec& check : lesson.checks)
    if (!check.bonus) lesson.max_score += check.points;
}

void check_kind(SpecReader& reader, const Parameter& root, const Lesson& lesson) {
  if (lesson.kind == LessonKind::program) {
    for (const char* key : {"driver", "prelude"})
      if (root.find(key) != nullptr)
        reader.problem(place_of(root, key), "`" + std::string(key) + "` is only for components; this is a program");
  } else {
    if (lesson.driver.empty() && root.find("driver") == nullptr)
      reader.problem(place_of(root, "kind"), "a component needs the key `driver`: the file with its tests");
    if (root.find("cases") != nullptr)
      reader.problem(place_of(root, "cases"),
                     "`cases` is only for programs; this is a component, its tests are its cases");
  }
}

void check_files(SpecReader& reader, const Parameter& root, const Lesson& lesson) {
  std::error_code error;
  const auto exists = [&](const std::filesystem::path& file) {
    return std::filesystem::is_regular_file(lesson.folder / file, error);
  };
  if (!lesson.driver.empty() && !exists(lesson.driver))
    reader.problem(place_of(root, "driver"), "there is no file `" + lesson.driver + "` in this folder");
  for (const std::string& given : lesson.given_files) {
    if (!exists(std::filesystem::path("starter") / given))
      reader.problem(place_of(root, "given"), "there is no file `" + given + "` in `starter/`");
    if (std::find(lesson.files.begin(), lesson.files.end(), given) != lesson.files.end())
      reader.problem(place_of(root, "given"), "`" + given + "` is handed in (`files`), so it cannot be given too");
  }
  for (const CheckSpec& check : lesson.checks) {
    const Parameter* program = check.type == "checker" ? check.parameters.find("program") : nullptr;
    if (program != nullptr && program->kind == Parameter::Kind::scalar && !exists(program->scalar))
      reader.problem(program->at, "there is no file `" + program->scalar + "` in this folder");
  }
}

void check_name(SpecReader& reader, const Parameter& root, const Lesson& lesson) {
  const std::string folder = std::filesystem::weakly_canonical(lesson.folder).filename().string();
  if (!lesson.id.empty() && lesson.id != folder)
    reader.problem(place_of(root, "id"),
                   "`id` must be the name of the folder, `" + folder + "`, but is `" + lesson.id + "`");
}

/// What the verdict depends on besides the submission, so that results name it.
std::string digest_of(const Lesson& lesson, const std::string& spec) {
  Sha256 hash;
  hash.add_piece(spec);
  std::vector<std::filesystem::path> files;
  if (!lesson.driver.empty()) files.emplace_back(lesson.driver);
  if (!lesson.checker.empty()) files.emplace_back(lesson.checker);
  for (const std::string& given : lesson.given_files)
    files.push_back(std::filesystem::path("starter") / given);
  for (const std::filesystem::path& file : files) {
    hash.add_piece(file.string());
    hash.add_piece(small_file(lesson.folder / file).value_or(std::string()));
  }
  return hash.hex();
}

}  // namespace

SpecReading read_lesson(const std::filesystem::path& folder) {
  SpecReading reading;
  reading.file = folder / "spec.yaml";
  reading.lesson.folder = folder;
  const std::optional<std::string> text = small_file(reading.file);
  if (!text) {
    reading.problems.push_back({{}, "this file cannot be read"});
    return reading;
  }
  yaml::Reading tree = yaml::read(*text);
  if (!tree.problems.empty() && tree.root.kind == Parameter::Kind::none) {
    reading.problems = std::move(tree.problems);
    return reading;
  }
  SpecReader reader;
  for (SpecProblem& problem : tree.problems)
    reader.problem(problem.at, std::move(problem.message));
  if (tree.root.kind == Parameter::Kind::none) tree.root.at = {1, 1};
  reader.map<Lesson>(tree.root, "the spec", lesson_keys(), reading.lesson);
  use_defaults(reading.lesson);
  if (tree.root.kind == Parameter::Kind::map) {
    check_kind(reader, tree.root, reading.lesson);
    check_files(reader, tree.root, reading.lesson);
    check_name(reader, tree.root, reading.lesson);
  }
  reading.lesson.spec_sha256 = digest_of(reading.lesson, *text);
  reading.problems = by_position(reader.problems());
  return reading;
}

Result<Lesson> load_lesson(const std::filesystem::path& folder) {
  SpecReading reading = read_lesson(folder);
  if (reading.problems.empty()) return std::move(reading.lesson);
  return fail(input_error(describe(reading.file, std::move(reading.problems))));
}

std::string describe(const std::filesystem::path& file, std::vector<SpecProblem> problems) {
  std::string text;
  for (const SpecProblem& problem : by_position(std::move(problems))) {
    if (!text.empty()) text += '\n';
    text += file.string() + ':';
    if (problem.at.line > 0) text += std::to_string(problem.at.line) + ':' + std::to_string(problem.at.column) + ':';
    text += ' ' + problem.message;
  }
  return text;
}

}  // namespace threadmark::spec
