// Lays grades and explorations out as JSON, member by member.
#include "grader/report/json_report.hpp"

#include <cmath>
#include <utility>

#include "grader/words/words.hpp"

namespace threadmark::report {
namespace {

using json::Array;
using json::Object;
using json::Value;

/// Rounded, so that sums of fractions print as people mean them.
double rounded(double number, double digits) {
  return std::round(number * digits) / digits;
}

/// Points: whole ones as integers.
Value points(double number) {
  const double value = rounded(number, 1e6);
  if (value == std::floor(value) && std::abs(value) < 1e15) return static_cast<long>(value);
  return value;
}

Value text_or_null(const std::string& text) {
  return text.empty() ? Value() : Value(text);
}

template <class Items, class Make>
Array array_of(const Items& items, const Make& make) {
  Array array;
  for (const auto& item : items)
    array.push_back(make(item));
  return array;
}

Value strings(const std::vector<std::string>& items) {
  return array_of(items, [](const std::string& item) { return Value(item); });
}

Value role_value(StepRole role) {
  switch (role) {
    case StepRole::conflict:
      return "conflict";
    case StepRole::cycle:
      return "cycle";
    case StepRole::none:
      break;
  }
  return {};
}

Value step_value(const Step& step) {
  return Object{{"n", step.n},
                {"task", step.task},
                {"name", step.name},
                {"process", step.process},
                {"op", name_of(step.op)},
                {"object", step.object},
                {"file", step.where.file},
                {"line", step.where.line},
                {"value", step.value ? Value(*step.value) : Value()},
                {"time_ms", static_cast<long>(step.time_ms)},
                {"after", array_of(step.after, [](int n) { return Value(n); })},
                {"role", role_value(step.role)}};
}

Object finding_value(const Finding& finding, words::Language language) {
  Object args;
  for (const auto& [name, value] : finding.message.args)
    args.emplace_back(name, value);
  const auto related = [&](const RelatedPlace& place) {
    return Value(Object{
        {"file", place.where.file}, {"line", place.where.line}, {"message", words::render(place.message, language)}});
  };
  return Object{{"kind", name_of(finding.kind)},
                {"severity", finding.severity == Severity::error ? "error" : "warning"},
                {"check", finding.check},
                {"message_id", finding.message.id},
                {"args", std::move(args)},
                {"message", words::render(finding.message, language)},
                {"file", finding.where.file},
                {"line", finding.where.line},
                {"related", array_of(finding.related, related)},
                {"backend", finding.backend},
                {"replay", finding.replay},
                {"schedule", array_of(finding.schedule, step_value)}};
}

Value check_value(const CheckResult& check, words::Language language) {
  return Object{{"id", check.id},
                {"title", check.title},
                {"status", name_of(check.status)},
                {"points", points(check.points)},
                {"max_points", points(check.max_points)},
                {"bonus", check.bonus},
                {"hint", text_or_null(check.hint)},
                {"reason", check.reason ? Value(words::render(*check.reason, language)) : Value()}};
}

Value run_value(const RunSummary& run) {
  Object bounds{{"steps", run.bounds.steps},
                {"spurious_wakeups", run.bounds.spurious_wakeups},
                {"preemptions", run.bounds.preemptions < 0 ? Value() : Value(run.bounds.preemptions)}};
  return Object{{"backend", run.backend},
                {"unit", run.unit},
                {"strategy", run.strategy},
                {"schedules", run.schedules},
                {"exhaustive", run.exhaustive},
                {"bounds", std::move(bounds)},
                {"seconds", rounded(run.seconds, 1000)}};
}

Value cross_check_value(const CrossCheck& cross, words::Language language) {
  return Object{{"tool", cross.tool},
                {"status", cross.status},
                {"message", cross.message.id.empty() ? Value() : Value(words::render(cross.message, language))},
                {"file", cross.where.file},
                {"line", cross.where.line}};
}

}  // namespace

Value result_value(const Grade& grade, words::Language language) {
  Object result{
      {"schema", "threadmark.result/1"},
      {"lesson", grade.lesson},
      {"submission", Object{{"name", grade.submission}, {"files", strings(grade.files)}, {"sha256", grade.sha256}}},
      {"verdict", name_of(grade.verdict)},
      {"score", grade.score ? Value(rounded(*grade.score, 1e6)) : Value()},
      {"max_score", rounded(grade.max_score, 1e6)},
      {"checks", array_of(grade.checks, [&](const CheckResult& check) { return check_value(check, language); })},
      {"findings", array_of(grade.findings, [&](const Finding& f) { return Value(finding_value(f, language)); })},
      {"runs", array_of(grade.runs, run_value)},
      {"sandbox", grade.sandbox},
      {"review", array_of(grade.review, [&](const Message& m) { return Value(words::render(m, language)); })},
      {"cross_check", array_of(grade.cross_check, [&](const CrossCheck& c) { return cross_check_value(c, language); })},
      {"seed", Value(static_cast<unsigned long>(grade.seed))},
      {"duration_ms", static_cast<long>(std::llround(grade.duration_ms))},
      {"toolchain", grade.toolchain},
      {"threadmark", grade.threadmark.empty() ? THREADMARK_VERSION : grade.threadmark}};
  if (!grade.problem.empty()) result.emplace_back("problem", grade.problem);
  return result;
}

std::string json_grades(std::span<const Graded> graded, const Style& style) {
  if (graded.size() == 1) return json::write(result_value(graded.front().grade, style.language)) + "\n";
  return json::write(array_of(graded, [&](const Graded& one) { return result_value(one.grade, style.language); })) +
         "\n";
}

std::string json_exploration(const Exploration& exploration, const Style& style) {
  const auto finding = [&](const Finding& found) {
    Object object = finding_value(found, style.language);
    object.emplace_back("first_schedule", found.first_schedule);
    return Value(std::move(object));
  };
  const Object whole{{"schema", "threadmark.exploration/1"},
                     {"program", exploration.program},
                     {"strategy", exploration.strategy},
                     {"seed", Value(static_cast<unsigned long>(exploration.seed))},
                     {"schedules", exploration.schedules},
                     {"exhaustive", exploration.exhaustive},
                     {"seconds", rounded(exploration.seconds, 1000)},
                     {"findings", array_of(exploration.findings, finding)}};
  return json::write(whole) + "\n";
}

}  // namespace threadmark::report
