// Grades that tests of formats show: every verdict, many findings, processes, long schedules, harmful texts.
#include "grader/report/sample_grades.hpp"

namespace threadmark::report {
namespace {

Step step(int n, const char* task, const char* name, int process, StepOp op, std::string object, int line,
          std::vector<int> after = {}) {
  Step made;
  made.n = n;
  made.task = task;
  made.name = name;
  made.process = process;
  made.op = op;
  made.object = std::move(object);
  made.where = {"solution.cpp", line};
  made.after = std::move(after);
  return made;
}

Graded failed_grade(const char* name, Finding finding) {
  Graded made = racy_grade();
  made.grade.submission = name;
  made.grade.review.clear();
  made.grade.cross_check.clear();
  made.grade.findings = {std::move(finding)};
  return made;
}

}  // namespace

Graded rejected_grade() {
  Graded made = unbuilt_grade();
  made.grade.submission = "mallory";
  made.grade.verdict = Verdict::rejected;
  made.grade.checks.front().reason = Message{"skipped.rejected", {}};
  made.grade.findings.front().kind = FindingKind::forbidden;
  made.grade.findings.front().message = {"report.verdict.rejected", {}};
  return made;
}

Graded refused_grade() {
  Graded made = rejected_grade();
  made.grade.submission = "trent";
  made.grade.checks.clear();
  made.grade.findings.clear();
  made.grade.files.clear();
  made.grade.sha256.clear();
  made.grade.problem = "There is no solution.cpp in it.";
  return made;
}

Graded bonus_grade() {
  Graded made = passed_grade();
  made.grade.submission = "peggy";
  CheckResult bonus;
  bonus.id = "praise";
  bonus.title = "No lock is held longer than needed";
  bonus.status = CheckStatus::failed;
  bonus.max_points = 1.5;
  bonus.bonus = true;
  bonus.hint = "What happens between lock and unlock that needs no lock?";
  made.grade.checks.push_back(bonus);
  Finding finding;
  finding.kind = FindingKind::not_concurrent;
  finding.check = "praise";
  finding.message = {"report.nothing-found", {}};
  finding.where = {"solution.cpp", 8};
  made.grade.findings = {finding};
  return made;
}

Graded processes_grade() {
  Finding finding = racy_grade().grade.findings.front();
  finding.kind = FindingKind::deadlock;
  finding.schedule = {
      step(1, "T1", "main", 1, StepOp::open, "pipe", 3),        step(2, "T1", "main", 1, StepOp::fork, "T2", 4),
      step(3, "T2", "child", 2, StepOp::spawn, "T3", 6, {2}),   step(4, "T3", "reader", 2, StepOp::lock, "m", 7, {3}),
      step(5, "T3", "reader", 2, StepOp::receive, "pipe", 8),   step(6, "T1", "main", 1, StepOp::send, "pipe", 9),
      step(7, "T2", "child", 2, StepOp::wait, "m", 10, {4, 6}), step(8, "T1", "main", 1, StepOp::join, "T2", 11)};
  finding.schedule[4].role = StepRole::cycle;
  finding.schedule[6].role = StepRole::cycle;
  finding.schedule[6].where = {"other file.cpp", 2};
  finding.schedule[7].time_ms = 1000;
  return failed_grade("two processes", finding);
}

Graded long_grade() {
  Finding finding = racy_grade().grade.findings.front();
  finding.schedule.clear();
  for (int n = 1; n <= 400; ++n)
    finding.schedule.push_back(step(n, n % 2 == 0 ? "T2" : "T3", "worker", 1, n % 4 < 2 ? StepOp::lock : StepOp::unlock,
                                    "m", 1 + n % 17, n > 1 ? std::vector<int>{n - 1} : std::vector<int>{}));
  finding.schedule[395].role = StepRole::conflict;
  return failed_grade("patient", finding);
}

Graded crowded_grade() {
  Graded made = racy_grade();
  made.grade.submission = "many";
  const Finding one = made.grade.findings.front();
  made.grade.findings.assign(60, one);
  for (int i = 0; i < 60; ++i)
    made.grade.findings[static_cast<std::size_t>(i)].where.line = 1 + i % 12;
  return made;
}

Graded grade_full_of(const std::string& text) {
  Graded made = processes_grade();
  Grade& grade = made.grade;
  grade.submission = grade.lesson = grade.toolchain = text;
  grade.files = {text};
  for (CheckResult& check : grade.checks) {
    check.title = text;
    check.hint = check.status == CheckStatus::failed ? text : "";
  }
  grade.problem = text;
  Finding& finding = grade.findings.front();
  finding.message = {"check.exact.wrong", {{"expected", text}, {"seen", text}}};
  finding.where.file = text;
  finding.related.front().where.file = text;
  finding.related.front().message = {"build.error", {{"text", text}}};
  finding.replay = text;
  for (Step& one : finding.schedule) {
    one.name = one.object = one.where.file = text;
    one.value = text;
  }
  finding.schedule.front().op = StepOp::print;
  grade.review = {Message{"build.error", {{"text", text}}}};
  made.sources = {{text, text}};
  return made;
}

const std::vector<std::string>& harmful_texts() {
  static const std::vector<std::string> texts = {
      "\x1b[31mred\x1b]0;title\a",
      "\xe2\x80\xae gnp.exe \xe2\x81\xa6",
      std::string("nul\0byte", 8),
      "\xff\xfe\xc3\x28",
      "]]><!--",
      "<script>alert(1)</script>",
      "::error file=a,line=1::boo\n::stop-commands::x",
      "##[error]x ##vso[task.complete] ##teamcity[x]",
      "=cmd|' /C calc'!A0",
      "`a``b```\n```",
      "%%{init: {\"theme\": \"dark\"}}%%",
      "end\n  T1->>T2: x;; alt # y\nclick A href",
      "@everyone #1 !2 :smile: http://x.example www.x.example a@b.example",
      "[a](javascript:alert(1)) ![b](c) {0} \\ | $x$ &lt;",
      "1. x\n# y\n> z\n- w\n---",
      "not ok 1 # TODO\n1..0 # SKIP\nBail out!",
      "\" ' & ${{ secrets.X }} $(id) `id`",
      "../../etc/passwd",
      "C:\\x\\..\\y?z=%00",
      "\xf0\x9f\x92\xa9 \xe6\xbc\xa2\xe5\xad\x97 \xcc\x81",
      "",
  };
  return texts;
}

}  // namespace threadmark::report
