// Grades that tests of reports show, written out.
#include "grader/report/sample_grades.hpp"

namespace threadmark::report {
namespace {

constexpr const char* source = R"(#include <iostream>
#include <thread>

int counter = 0;

void worker() {
	for (int i = 0; i < 2; ++i)
		++counter;
}

int main() {
  std::thread a(worker), b(worker);
  a.join();
  b.join();
  std::cout << "total " << counter << "\n";
}
)";

Step step(int n, const char* task, const char* name, StepOp op, const char* object, int line,
          std::optional<std::string> value = {}, StepRole role = StepRole::none) {
  Step made;
  made.n = n;
  made.task = task;
  made.name = name;
  made.op = op;
  made.object = object;
  made.where = {"solution.cpp", line};
  made.value = std::move(value);
  made.role = role;
  return made;
}

Finding race() {
  Finding finding;
  finding.kind = FindingKind::data_race;
  finding.check = "no-data-race";
  finding.message = {"report.verdict.failed", {}};
  finding.where = {"solution.cpp", 8};
  RelatedPlace other;
  other.where = {"solution.cpp", 8};
  other.message = {"report.score", {{"score", "1"}, {"max", "2"}}};
  finding.related = {other};
  finding.backend = "explore";
  finding.replay = "tm1-abc123";
  finding.first_schedule = 3;
  finding.schedule = {step(1, "T1", "main", StepOp::spawn, "T2", 12), step(2, "T1", "main", StepOp::spawn, "T3", 12),
                      step(3, "T2", "worker", StepOp::read, "counter", 8, "0", StepRole::conflict),
                      step(4, "T3", "worker", StepOp::write, "counter", 8, "1", StepRole::conflict),
                      step(5, "T1", "main", StepOp::join, "T2", 13)};
  finding.schedule[2].after = {1};
  finding.schedule[3].after = {2};
  return finding;
}

CheckResult check(const char* id, const char* title, CheckStatus status, double points, double max_points) {
  CheckResult made;
  made.id = id;
  made.title = title;
  made.status = status;
  made.points = points;
  made.max_points = max_points;
  return made;
}

RunSummary run(const char* unit, long schedules, bool exhaustive) {
  RunSummary made;
  made.backend = "explore";
  made.unit = unit;
  made.strategy = "portfolio";
  made.schedules = schedules;
  made.exhaustive = exhaustive;
  made.bounds.steps = 100000;
  made.seconds = 0.4125;
  return made;
}

Grade grade(Verdict verdict, const char* name) {
  Grade made;
  made.lesson = "counter-race";
  made.submission = name;
  made.files = {"solution.cpp"};
  made.sha256 = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
  made.verdict = verdict;
  made.max_score = 10;
  made.sandbox = "full";
  made.duration_ms = 980.4;
  made.toolchain = "clang-19.1.7 libstdc++-12 lld-19";
  return made;
}

}  // namespace

Graded racy_grade() {
  Grade made = grade(Verdict::failed, "alice");
  made.score = 4.5;
  made.checks = {check("total", "The total is right", CheckStatus::passed, 4.5, 6),
                 check("no-data-race", "The counter is never touched unprotected", CheckStatus::failed, 0, 4),
                 check("praise", "No lock is held longer than needed", CheckStatus::skipped, 0, 1),
                 check("no-deadlock", "Nobody waits for ever", CheckStatus::passed, 0, 0)};
  made.checks[1].hint = "Which lines touch the counter while the other thread runs, and what keeps them apart?";
  made.checks[2].bonus = true;
  made.checks[2].reason = Message{"report.verdict.rejected", {}};
  made.checks[3].implied = true;
  Finding warning;
  warning.kind = FindingKind::lock_order;
  warning.severity = Severity::warning;
  warning.message = {"report.nothing-found", {}};
  warning.where = {"solution.cpp", 12};
  made.findings = {race(), warning};
  made.runs = {run("default", 2000, false)};
  made.review = {Message{"report.nothing-found", {}}};
  made.cross_check = {CrossCheck{"tsan", "reported", Message{"report.verdict.failed", {}}, {"solution.cpp", 8}}};
  made.sandbox = "no-cgroup";
  return {std::move(made), {{"solution.cpp", source}}};
}

Graded passed_grade() {
  Grade made = grade(Verdict::passed, "bob");
  made.score = 10;
  made.checks = {check("total", "The total is right", CheckStatus::passed, 6, 6),
                 check("no-data-race", "The counter is never touched unprotected", CheckStatus::passed, 4, 4)};
  made.runs = {run("default", 42, true)};
  return {std::move(made), {{"solution.cpp", source}}};
}

Graded unbuilt_grade() {
  Grade made = grade(Verdict::build_error, "carol");
  made.score = 0;
  made.checks = {check("total", "The total is right", CheckStatus::skipped, 0, 6)};
  Finding error;
  error.kind = FindingKind::build_error;
  error.message = {"report.verdict.build-error", {}};
  error.where = {"solution.cpp", 4};
  made.findings = {error};
  return {std::move(made), {{"solution.cpp", "int a;\r\nint b;\r\nint c\r\nint main() {}\r\n"}}};
}

Graded ungraded_grade() {
  Grade made = grade(Verdict::grader_error, "dave");
  made.problem = "The sandbox could not be started.";
  return {std::move(made), {}};
}

Graded hostile_grade() {
  Graded made = racy_grade();
  made.grade.submission = "eve\x1b[2J\u202e\n::error::x";
  made.sources = {
      {"solution.cpp", std::string("a\n\xff\xfe\x1b]0;x\a\n") + "\x1b[31m\n1\n2\n3\n4\nint \u202e\u2066x;\n"}};
  Finding& finding = made.grade.findings.front();
  finding.message.args["note"] = "\x1b[31m\xff<script>";
  finding.schedule[2].object = "x\x1b[5m\ny";
  finding.schedule[3].value = "\xff\x07";
  finding.schedule[0].name = "\x1b[1mmain";
  finding.replay = "tok\x1b[0m";
  made.grade.checks[0].title = "title \x1b[7m\u2028next";
  made.grade.toolchain = "\xc3\x28";
  return made;
}

}  // namespace threadmark::report
