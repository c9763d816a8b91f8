// Reading the rules, and matching paths against their patterns without ever going back more than one star.
#include "grader/intake/lesson_map.hpp"

#include <algorithm>
#include <fstream>
#include <iterator>

#include "grader/base/nearest_name.hpp"
#include "grader/formats/yaml/yaml.hpp"

namespace threadmark::intake {
namespace {

std::vector<std::string_view> names_of(std::string_view path) {
  std::vector<std::string_view> names;
  for (std::size_t at = 0; at <= path.size();) {
    const std::size_t end = std::min(path.find('/', at), path.size());
    if (end > at) names.push_back(path.substr(at, end - at));
    at = end + 1;
  }
  return names;
}

/// One name against one part of a pattern: `*` any characters, `?` one byte.
bool fits_name(std::string_view pattern, std::string_view name) {
  std::size_t star = std::string_view::npos;
  std::size_t p = 0;
  std::size_t n = 0;
  std::size_t resume = 0;
  while (n < name.size()) {
    if (p < pattern.size() && pattern[p] == '*') {
      star = p++;
      resume = n;
    } else if (p < pattern.size() && (pattern[p] == '?' || pattern[p] == name[n])) {
      ++p;
      ++n;
    } else if (star != std::string_view::npos) {
      p = star + 1;
      n = ++resume;
    } else {
      return false;
    }
  }
  return pattern.find_first_not_of('*', p) == std::string_view::npos;
}

/// Whether the pattern's names fit the beginning of the path's names: a folder takes all that lies in it. As above,
/// with
/// `**` for the star.
bool fits_beginning(const std::vector<std::string_view>& pattern, const std::vector<std::string_view>& path) {
  std::size_t star = std::string_view::npos;
  std::size_t p = 0;
  std::size_t n = 0;
  std::size_t resume = 0;
  while (p < pattern.size()) {
    if (pattern[p] == "**") {
      star = p++;
      resume = n;
    } else if (n < path.size() && fits_name(pattern[p], path[n])) {
      ++p;
      ++n;
    } else if (star != std::string_view::npos && resume < path.size()) {
      p = star + 1;
      n = ++resume;
    } else {
      return false;
    }
  }
  return true;
}

bool fits(std::string_view pattern, std::string_view path) {
  std::vector<std::string_view> names = names_of(pattern);
  if (!pattern.starts_with("/")) names.insert(names.begin(), "**");
  return fits_beginning(names, names_of(path));
}

std::string place(const std::filesystem::path& file, const SpecPosition& at) {
  return file.string() + ":" + std::to_string(at.line) + ":" + std::to_string(at.column) + ": ";
}

/// What is wrong with one rule, or nothing.
std::string problem_of(const ParameterMember& member, const std::vector<std::string>& lessons) {
  const std::string& lesson = member.second.scalar;
  if (member.second.kind != Parameter::Kind::scalar)
    return "`" + member.first.scalar + "` needs the name of a lesson behind it, as in `hw1: counter-race`";
  if (names_of(member.first.scalar).empty()) return "an empty pattern fits nothing";
  if (std::find(lessons.begin(), lessons.end(), lesson) != lessons.end()) return {};
  return "there is no lesson `" + lesson + "`" + did_you_mean(lesson, lessons);
}

}  // namespace

Result<LessonMap> read_lesson_map(const std::filesystem::path& file, const std::vector<std::string>& lessons) {
  std::ifstream in(file, std::ios::binary);
  const std::string text{std::istreambuf_iterator<char>(in), {}};
  if (!in.is_open()) return fail(input_error("The map " + file.string() + " cannot be read."));
  const yaml::Reading reading = yaml::read(text);
  std::string problems;
  const auto add = [&](const SpecPosition& at, const std::string& what) {
    problems += (problems.empty() ? "" : "\n") + place(file, at) + what;
  };
  for (const SpecProblem& problem : reading.problems)
    add(problem.at, problem.message);
  LessonMap map;
  if (problems.empty() && reading.root.kind != Parameter::Kind::map)
    add({1, 1}, "a map of lessons has one line a rule: a pattern of paths, a colon, a lesson (`hw1: counter-race`)");
  for (const ParameterMember& member : reading.root.map) {
    const std::string problem = problem_of(member, lessons);
    if (!problem.empty())
      add(member.second.kind == Parameter::Kind::scalar ? member.second.at : member.first.at, problem);
    map.push_back({member.first.scalar, member.second.scalar});
  }
  if (!problems.empty()) return fail(input_error(problems));
  return map;
}

std::string lesson_of(const LessonMap& map, std::string_view path) {
  for (const LessonRule& rule : map)
    if (fits(rule.pattern, path)) return rule.lesson;
  return {};
}

}  // namespace threadmark::intake
