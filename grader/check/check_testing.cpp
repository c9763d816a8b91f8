// Building lessons and runs for tests.
#include "grader/check/check_testing.hpp"

#include <cstdlib>
#include <utility>

#include <gtest/gtest.h>

#include "grader/formats/yaml/yaml.hpp"
#include "grader/words/words.hpp"

namespace threadmark::check {
namespace {

std::vector<std::string> strings(const Parameter* list) {
  std::vector<std::string> all;
  if (list != nullptr)
    for (const Parameter& one : list->list)
      all.push_back(one.scalar);
  return all;
}

std::string scalar(const Parameter& map, const char* key, const char* otherwise = "") {
  const Parameter* found = map.find(key);
  return found != nullptr ? found->scalar : otherwise;
}

CheckSpec check_of(const Parameter& map) {
  CheckSpec spec;
  spec.id = scalar(map, "id", "check");
  spec.title = scalar(map, "title", spec.id.c_str());
  spec.type = scalar(map, "type");
  spec.points = std::atof(scalar(map, "points", "0").c_str());
  spec.bonus = scalar(map, "bonus") == "true";
  spec.needs = strings(map.find("needs"));
  spec.cases = strings(map.find("cases"));
  if (scalar(map, "when") == "sometimes") spec.when = Quantifier::sometimes;
  if (scalar(map, "time") == "exact") spec.time = JudgedTime::exact;
  if (scalar(map, "time") == "any") spec.time = JudgedTime::any;
  spec.finding = finding_kind_named(scalar(map, "finding"));
  spec.parameters = map;
  spec.at = map.at;
  return spec;
}

void add_cases(const Parameter* cases, Lesson& lesson) {
  if (cases != nullptr)
    for (const Parameter& one : cases->list) {
      Case added;
      added.id = scalar(one, "id");
      if (const Parameter* vars = one.find("vars"))
        for (const auto& [name, value] : vars->map)
          added.vars[name.scalar] = value.scalar;
      lesson.cases.push_back(std::move(added));
    }
  if (lesson.cases.empty()) lesson.cases.push_back(Case{"default", {}, {}, {}, {}, {}});
}

}  // namespace

Lesson lesson_of(std::string_view yaml) {
  const auto reading = yaml::read(yaml);
  for (const SpecProblem& problem : reading.problems)
    ADD_FAILURE() << problem.message;
  const Parameter& root = reading.root;
  Lesson lesson;
  lesson.kind = scalar(root, "kind") == "component" ? LessonKind::component : LessonKind::program;
  if (const Parameter* lines = root.find("lines"))
    for (const auto& [name, pattern] : lines->map)
      lesson.lines.push_back({name.scalar, pattern.scalar, pattern.at});
  if (const Parameter* files = root.find("files-after"))
    for (const auto& [name, file] : files->map)
      lesson.observed_files.push_back({name.scalar, scalar(file, "path"), scalar(file, "pattern"), file.at});
  add_cases(root.find("cases"), lesson);
  if (const Parameter* checks = root.find("checks"))
    for (const Parameter& check : checks->list)
      lesson.checks.push_back(check_of(check));
  return lesson;
}

Checks checks_of(std::string_view yaml) {
  auto checks = make_checks(lesson_of(yaml));
  if (!checks) {
    for (const SpecProblem& problem : checks.error())
      ADD_FAILURE() << problem.at.line << ":" << problem.at.column << " " << problem.message;
    std::abort();
  }
  return std::move(*checks);
}

std::vector<std::string> problems_of(std::string_view yaml) {
  std::vector<std::string> all;
  const auto checks = make_checks(lesson_of(yaml));
  if (!checks)
    for (const SpecProblem& problem : checks.error())
      all.push_back(std::to_string(problem.at.line) + ":" + std::to_string(problem.at.column) + " " + problem.message);
  return all;
}

Run RunBuilder::ended_well() {
  Run run;
  run.backend = "explore";
  run.unit = "default";
  run.case_id = "default";
  run.schedule = 1;
  run.time = TimeMode::exact;
  run.exit.ended = true;
  run.choices = "choices";
  return run;
}

Event& RunBuilder::add(EventKind kind) {
  Event event;
  event.kind = kind;
  event.step = static_cast<std::int64_t>(run_.events.size()) + 1;
  event.task = task_;
  event.process = process_;
  event.pid = 999 + process_;
  event.ppid = process_ == 1 ? 999 : 1000;
  event.time_ns = time_ns_;
  event.where = {"solution.cpp", 100 + static_cast<int>(event.step)};
  run_.events.push_back(std::move(event));
  return run_.events.back();
}

RunBuilder& RunBuilder::line(std::string text) {
  add(EventKind::line).text = std::move(text);
  return *this;
}

RunBuilder& RunBuilder::partial(std::string text) {
  add(EventKind::partial_line).text = std::move(text);
  return *this;
}

RunBuilder& RunBuilder::driver(std::string name, std::int64_t value) {
  Event& event = add(EventKind::driver);
  event.name = std::move(name);
  event.value = value;
  return *this;
}

RunBuilder& RunBuilder::file(std::string path, std::string content) {
  Event& event = add(EventKind::file_state);
  event.name = std::move(path);
  event.text = std::move(content);
  return *this;
}

RunBuilder& RunBuilder::event(EventKind kind, std::int64_t value) {
  add(kind).value = value;
  return *this;
}

RunBuilder& RunBuilder::task(int task, int process) {
  task_ = task;
  process_ = process;
  return *this;
}

RunBuilder& RunBuilder::at_ms(std::int64_t ms) {
  time_ns_ = ms * 1'000'000;
  return *this;
}

RunBuilder& RunBuilder::finding(FindingKind kind, Severity severity, int at_line) {
  Finding finding;
  finding.kind = kind;
  finding.severity = severity;
  finding.message = {"check.checker.says", {{"text", std::string(name_of(kind))}}};
  finding.where = {"solution.cpp", at_line};
  run_.findings.push_back(std::move(finding));
  return *this;
}

RunBuilder& RunBuilder::test(std::string suite, std::string name, bool passed, std::string message) {
  TestOutcome outcome;
  outcome.suite = std::move(suite);
  outcome.name = std::move(name);
  outcome.passed = passed;
  outcome.ran = passed || !message.empty();
  outcome.message = std::move(message);
  outcome.driver = {"driver.cpp", 50};
  outcome.where = {"solution.hpp", 5};
  run_.unit = outcome.suite + "." + outcome.name;
  run_.tests.push_back(std::move(outcome));
  return *this;
}

RunBuilder& RunBuilder::exit(int status) {
  run_.exit.status = status;
  return *this;
}

RunBuilder& RunBuilder::killed(int signal) {
  run_.exit.signal = signal;
  return *this;
}

RunBuilder& RunBuilder::stopped() {
  run_.exit.ended = false;
  return *this;
}

RunBuilder& RunBuilder::time(TimeMode mode) {
  run_.time = mode;
  return *this;
}

RunBuilder& RunBuilder::schedule(long number) {
  run_.schedule = number;
  return *this;
}

RunBuilder& RunBuilder::unit(std::string unit) {
  run_.unit = std::move(unit);
  return *this;
}

RunBuilder& RunBuilder::in_case(std::string id) {
  run_.case_id = std::move(id);
  return *this;
}

RunBuilder& RunBuilder::takes_ms(std::int64_t ms) {
  run_.virtual_ns = ms * 1'000'000;
  return *this;
}

RunBuilder run() {
  return {};
}

RunBuilder run_printing(const std::vector<std::string>& lines) {
  RunBuilder builder;
  for (const std::string& line : lines)
    builder.line(line);
  return builder;
}

namespace {

void render_all(const std::vector<Finding>& findings) {
  setenv("THREADMARK_STRICT_WORDS", "1", 1);
  for (const Finding& finding : findings) {
    EXPECT_FALSE(words::render(finding.message).empty());
    for (const RelatedPlace& related : finding.related)
      EXPECT_FALSE(words::render(related.message).empty());
  }
}

}  // namespace

std::vector<std::string> ids(Checks& checks, std::string_view check, const Run& run) {
  const auto findings = checks.find(check)->judge(run);
  render_all(findings);
  std::vector<std::string> all;
  for (const Finding& finding : findings) {
    EXPECT_EQ(finding.check, check);
    all.push_back(finding.message.id);
  }
  return all;
}

Finding only_finding(Checks& checks, std::string_view check, const Run& run) {
  const auto findings = checks.find(check)->judge(run);
  render_all(findings);
  EXPECT_EQ(findings.size(), 1U);
  return findings.empty() ? Finding{} : findings.front();
}

CheckOutcome outcome(Checks& checks, std::string_view check) {
  CheckOutcome result = checks.find(check)->outcome();
  render_all(result.findings);
  if (result.reason) {
    EXPECT_FALSE(words::render(*result.reason).empty());
  }
  return result;
}

}  // namespace threadmark::check
