// Compiling the patterns of a lesson, with problems at their places in the spec.
#include "grader/check/vocabulary.hpp"

#include <utility>

#include "grader/check/squeeze.hpp"

namespace threadmark::check {
namespace {

void compile(std::string name, const std::string& text, const std::string& path, const std::string& form,
             SpecPosition at, std::vector<NamedPattern>& into, std::vector<SpecProblem>& problems) {
  auto matcher = LineMatcher::compile(form);
  if (matcher)
    into.push_back(NamedPattern{std::move(name), text, path, std::move(*matcher)});
  else
    problems.push_back(SpecProblem{at, "the pattern `" + text + "` of `" + name + "`: " + matcher.error().message});
}

}  // namespace

Vocabulary::Vocabulary(const Lesson& lesson, std::vector<SpecProblem>& problems) {
  for (const LinePattern& line : lesson.lines)
    compile(line.name, line.pattern, "", line.pattern, line.at, lines_, problems);
  for (const ObservedFile& file : lesson.observed_files)
    compile(file.name, file.pattern, file.path, without_white_space(file.pattern), file.at, files_, problems);
}

}  // namespace threadmark::check
