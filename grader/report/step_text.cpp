// Puts a step into words.
#include "grader/report/step_text.hpp"

#include "grader/report/paint.hpp"
#include "grader/words/words.hpp"

namespace threadmark::report {

std::string step_text(const Step& step, words::Language language) {
  const bool prints = step.op == StepOp::print;  // what is printed says more than where to
  const std::string value = step.value.value_or(std::string());
  const std::string& object = prints ? value : step.object;
  const std::string op(name_of(step.op));
  std::string text = words::render({"report.step." + op, {{"object", object}}}, language);
  if (object.empty()) text = text.substr(0, text.find(' '));  // "waits", not "waits for"
  if (!prints && !value.empty()) text += " = " + value;
  return line(text);
}

std::string step_place(const Step& step, const std::string& file) {
  if (step.where.line == 0) return {};
  return line(step.where.file == file ? std::string() : step.where.file) + ":" + std::to_string(step.where.line);
}

}  // namespace threadmark::report
