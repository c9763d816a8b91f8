// Reads `.threadmark.yml` by a table of its keys.
#include "grader/ci/settings.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <filesystem>
#include <tuple>

#include "grader/base/nearest_name.hpp"
#include "grader/formats/yaml/yaml.hpp"

namespace threadmark::ci {
namespace {

/// What a value is read into, and what is wrong so far.
struct Reading {
  Settings settings;
  const std::vector<std::string>& known;
  std::vector<SpecProblem> problems;

  void problem(const Parameter& at, std::string message) { problems.push_back({at.at, std::move(message)}); }
};

/// A path of the repository as git writes it, or nothing when it leaves the repository.
std::optional<std::string> clean_path(const std::string& text) {
  if (text.empty() || text.front() == '/') return std::nullopt;
  std::string path = std::filesystem::path(text).lexically_normal().generic_string();
  if (path.ends_with('/')) path.pop_back();
  if (path == "." || path == ".." || path.starts_with("../")) return std::nullopt;
  return path;
}

void read_lesson_id(Reading& reading, const Parameter& value) {
  if (value.kind != Parameter::Kind::scalar) return reading.problem(value, "a lesson's name must stand here");
  const auto& known = reading.known;
  if (!known.empty() && std::find(known.begin(), known.end(), value.scalar) == known.end())
    reading.problem(value, "there is no lesson `" + value.scalar + "`" + did_you_mean(value.scalar, known));
}

void read_lessons(Reading& reading, const Parameter& value) {
  if (value.kind != Parameter::Kind::map) return reading.problem(value, "`lessons` must be a map (`path: lesson`)");
  for (const auto& [name, item] : value.map) {
    const auto path = clean_path(name.scalar);
    if (!path) {
      reading.problem(name, "`" + name.scalar + "` is no path inside the repository");
      continue;
    }
    read_lesson_id(reading, item);
    reading.settings.lessons[*path] = item.scalar;
  }
}

void read_require(Reading& reading, const Parameter& value) {
  const bool one = value.kind == Parameter::Kind::scalar;
  if (!one && value.kind != Parameter::Kind::list)
    return reading.problem(value, "`require` must be a list of lessons (`[counter-race, bank-transfer]`)");
  const std::vector<Parameter> items = one ? std::vector<Parameter>{value} : value.list;
  for (const Parameter& item : items) {
    read_lesson_id(reading, item);
    reading.settings.require.push_back(item.scalar);
  }
}

/// In the order of FailOn.
constexpr std::array<std::string_view, 3> fail_on_names = {"failed", "error", "never"};

void read_fail_on(Reading& reading, const Parameter& value) {
  const auto* found = std::find(fail_on_names.begin(), fail_on_names.end(), value.scalar);
  if (value.kind != Parameter::Kind::scalar || found == fail_on_names.end())
    return reading.problem(
        value, "`fail-on` must be one of `failed`, `error`, `never`" +
                   did_you_mean(value.scalar, std::vector<std::string>(fail_on_names.begin(), fail_on_names.end())));
  reading.settings.fail_on = static_cast<FailOn>(found - fail_on_names.begin());
}

void read_pass_mark(Reading& reading, const Parameter& value) {
  double mark = -1;
  const char* end = value.scalar.data() + value.scalar.size();
  const auto parsed = std::from_chars(value.scalar.data(), end, mark);
  const bool good = value.kind == Parameter::Kind::scalar && parsed.ec == std::errc() && parsed.ptr == end;
  if (!good || !std::isfinite(mark) || mark < 0 || mark > 100)
    return reading.problem(value, "`pass-mark` must be a number from 0 to 100 (percent of the points)");
  reading.settings.pass_mark = mark;
}

void read_exercises(Reading& reading, const Parameter& value) {
  const auto path = value.kind == Parameter::Kind::scalar ? clean_path(value.scalar) : std::nullopt;
  if (!path) return reading.problem(value, "`exercises` must be a folder inside the repository");
  reading.settings.exercises = *path;
}

struct SettingsKey {
  std::string_view name;
  void (*read)(Reading& reading, const Parameter& value);
};

constexpr std::array<SettingsKey, 5> keys = {{
    {"lessons", read_lessons},
    {"require", read_require},
    {"fail-on", read_fail_on},
    {"pass-mark", read_pass_mark},
    {"exercises", read_exercises},
}};

void read_key(Reading& reading, const Parameter& name, const Parameter& value) {
  for (const SettingsKey& key : keys)
    if (key.name == name.scalar) return key.read(reading, value);
  std::vector<std::string> names;
  for (const SettingsKey& key : keys)
    names.emplace_back(key.name);
  const std::string meant = did_you_mean(name.scalar, names);
  reading.problem(
      name, "unknown key `" + name.scalar + "`" +
                (meant.empty() ? "; possible are `lessons`, `require`, `fail-on`, `pass-mark`, `exercises`" : meant));
}

}  // namespace

SettingsReading read_settings(std::string_view text, const std::vector<std::string>& known) {
  yaml::Reading tree = yaml::read(text);
  Reading reading{{}, known, std::move(tree.problems)};
  if (tree.root.kind == Parameter::Kind::map) {
    for (const auto& [name, value] : tree.root.map)
      read_key(reading, name, value);
  } else if (tree.root.kind != Parameter::Kind::none) {
    reading.problem(tree.root, "the file must be a map (`key: value`)");
  }
  return {std::move(reading.settings), std::move(reading.problems)};
}

std::string describe(std::string_view file, const std::vector<SpecProblem>& problems) {
  std::vector<SpecProblem> sorted = problems;
  std::stable_sort(sorted.begin(), sorted.end(), [](const SpecProblem& a, const SpecProblem& b) {
    return std::tie(a.at.line, a.at.column) < std::tie(b.at.line, b.at.column);
  });
  std::string text;
  for (const SpecProblem& problem : sorted) {
    if (!text.empty()) text += '\n';
    text += std::string(file) + ':' + std::to_string(problem.at.line) + ':' + std::to_string(problem.at.column) + ": " +
            problem.message;
  }
  return text;
}

}  // namespace threadmark::ci
