// Classes that tests of the pages show, written out.
#include "grader/report/html/sample_class.hpp"

#include <array>
#include <utility>

namespace threadmark::report::html {
namespace {

constexpr const char* counter_source = R"(#include <iostream>
#include <thread>

int n = 0;  // shared by all

void add() {
	for (int i = 0; i < 1000; ++i)
		n = n + 1;
}

void subtract() {
	for (int i = 0; i < 1000; ++i)
		n = n - 1;
}

int main() {
  std::thread plus(add), minus(subtract);
  plus.join();
  minus.join();
  std::cout << "n = " << n << '\n';
}
)";

constexpr const char* table_source = R"(#include <mutex>
#include <thread>
#include <vector>

std::mutex forks[5];

/* Everybody takes the left fork first:
   what could go wrong? */
void philosopher(int seat) {
  std::mutex& left = forks[seat];
  std::mutex& right = forks[(seat + 1) % 5];
  left.lock();
  right.lock();
  right.unlock();
  left.unlock();
}

int main() {
  std::vector<std::thread> people;
  for (int seat = 0; seat < 5; ++seat)
    people.emplace_back(philosopher, seat);
  for (auto& person : people)
    person.join();
}
)";

constexpr const char* pipe_source = R"(#include <cstdio>
#include <sys/wait.h>
#include <unistd.h>

int main() {
  int numbers[2], squares[2];
  pipe(numbers);
  pipe(squares);
  if (fork() == 0) {
    int value;
    while (read(numbers[0], &value, sizeof value) > 0) {
      value *= value;
      write(squares[1], &value, sizeof value);
    }
    return 0;
  }
  if (fork() == 0) {
    int value;
    while (read(squares[0], &value, sizeof value) > 0)
      std::printf("%d\n", value);
    return 0;
  }
  int value = 7;
  write(numbers[1], &value, sizeof value);
  close(numbers[1]);
  while (wait(nullptr) > 0) {
  }
}
)";

/// Appends steps; `n` counts by itself.
class Steps {
 public:
  Steps& operator()(const char* task, const char* name, StepOp op, const char* object, int line,
                    std::vector<int> after = {}, StepRole role = StepRole::none, const char* value = nullptr) {
    Step step;
    step.n = static_cast<int>(steps_.size()) + 1;
    step.task = task;
    step.name = name;
    step.process = process_;
    step.op = op;
    step.object = object;
    step.where = {"solution.cpp", line};
    step.after = std::move(after);
    step.role = role;
    if (value != nullptr) step.value = value;
    step.time_ms = time_;
    steps_.push_back(std::move(step));
    return *this;
  }
  Steps& process(int number) {
    process_ = number;
    return *this;
  }
  Steps& time(int ms) {
    time_ = ms;
    return *this;
  }
  std::vector<Step> take() { return std::move(steps_); }

 private:
  std::vector<Step> steps_;
  int process_ = 1;
  int time_ = 0;
};

RelatedPlace related(const char* id, int line, std::map<std::string, std::string> args) {
  RelatedPlace place;
  place.where = {"solution.cpp", line};
  place.message = {id, std::move(args)};
  return place;
}

Finding race() {
  Finding finding;
  finding.kind = FindingKind::data_race;
  finding.check = "no-data-race";
  finding.where = {"solution.cpp", 13};
  finding.message = {"runtime.race.write-write",
                     {{"task", "T3 (subtract)"}, {"other-task", "T2 (add)"}, {"object", "n"}}};
  finding.related = {related("runtime.place.other", 8, {{"task", "T2 (add)"}, {"op", "write"}})};
  finding.replay = "tm1:0.1.0:counter-race:default:main:exact:f87db43e:0a742560:6f3aad48:1.2.1";
  using enum StepOp;
  finding.schedule = Steps()("T1", "main", spawn, "T2", 17)("T1", "main", spawn, "T3", 17)("T2", "add", read, "n", 8,
                                                                                           {1}, StepRole::none, "0")(
                         "T3", "subtract", read, "n", 13, {2}, StepRole::none, "0")("T2", "add", write, "n", 8, {},
                                                                                    StepRole::conflict, "1")(
                         "T3", "subtract", write, "n", 13, {}, StepRole::conflict, "-1")("T2", "add", exit, "", 9)(
                         "T3", "subtract", exit, "", 14)("T1", "main", join, "T2", 18, {7})(
                         "T1", "main", join, "T3", 19, {8})("T1", "main", print, "", 20, {}, StepRole::none, "n = -1")
                         .take();
  return finding;
}

Finding deadlock() {
  constexpr std::array<const char*, 5> tasks = {"T2", "T3", "T4", "T5", "T6"};
  constexpr std::array<const char*, 5> forks = {"fork 0", "fork 1", "fork 2", "fork 3", "fork 4"};
  Finding finding;
  finding.kind = FindingKind::deadlock;
  finding.check = "no-deadlock";
  finding.where = {"solution.cpp", 13};
  finding.message = {"runtime.deadlock.locks", {{"task", "T2 (philosopher)"}, {"object", "fork 1"}}};
  Steps steps;
  for (const char* task : tasks)
    steps("T1", "main", StepOp::spawn, task, 21);
  for (std::size_t i = 0; i < 5; ++i)
    steps(tasks[i], "philosopher", StepOp::lock, forks[i], 12, {static_cast<int>(i) + 1}, StepRole::cycle);
  steps("T1", "main", StepOp::join, "T2", 23, {}, StepRole::cycle);
  for (std::size_t i = 0; i < 5; ++i) {
    const std::string who = std::string(tasks[i]) + " (philosopher)";
    steps(tasks[i], "philosopher", StepOp::wait, forks[(i + 1) % 5], 13, {}, StepRole::cycle);
    finding.related.push_back(related("runtime.place.waits", 13, {{"task", who}, {"object", forks[(i + 1) % 5]}}));
  }
  finding.schedule = steps.take();
  finding.replay = "tm1:0.1.0:dining:default:main:exact:ab12:cd34:ef56:1.1.1.1.1";
  return finding;
}

Finding open_pipe() {
  Finding finding;
  finding.kind = FindingKind::deadlock;
  finding.check = "no-deadlock";
  finding.where = {"solution.cpp", 11};
  finding.message = {"runtime.deadlock.waits", {{"task", "T2 (main)"}, {"object", "pipe 1"}}};
  finding.related = {related("runtime.place.waits", 20, {{"task", "T3 (main)"}, {"object", "pipe 2"}})};
  using enum StepOp;
  Steps steps;
  steps("T1", "main", fork, "T2", 9)("T1", "main", fork, "T3", 17)("T1", "main", send, "pipe 1", 24, {}, StepRole::none,
                                                                   "7");
  steps.process(2)("T2", "main", receive, "pipe 1", 11, {1, 3}, StepRole::none, "7");
  steps("T2", "main", send, "pipe 2", 13, {}, StepRole::none, "49");
  steps.process(3)("T3", "main", receive, "pipe 2", 19, {2, 5}, StepRole::none, "49");
  steps("T3", "main", print, "", 20, {}, StepRole::none, "49");
  steps.process(1).time(10)("T1", "main", close, "pipe 1", 25)("T1", "main", wait, "any child", 26, {},
                                                               StepRole::cycle);
  steps.process(2)("T2", "main", receive, "pipe 1", 11, {}, StepRole::cycle);
  steps.process(3)("T3", "main", receive, "pipe 2", 19, {}, StepRole::cycle);
  finding.schedule = steps.take();
  finding.replay = "tm1:0.1.0:squares:default:main:exact:11aa:22bb:33cc:2.1";
  return finding;
}

CheckResult check(const char* id, const char* title, CheckStatus status, double points, double most,
                  const char* hint = "") {
  CheckResult made;
  made.id = id;
  made.title = title;
  made.status = status;
  made.points = points;
  made.max_points = most;
  made.hint = hint;
  return made;
}

std::vector<CheckResult> rules() {
  std::vector<CheckResult> made = {check("no-deadlock", "Nobody waits for ever", CheckStatus::passed, 0, 0),
                                   check("no-crash", "No crash", CheckStatus::passed, 0, 0),
                                   check("ends", "The program ends", CheckStatus::passed, 0, 0)};
  for (CheckResult& rule : made)
    rule.implied = true;
  return made;
}

GradedSubmission submission(std::int64_t id, Student student, const char* lesson, const char* title, const char* source,
                            Verdict verdict) {
  GradedSubmission made;
  made.id = id;
  made.lesson_title = title;
  made.source = student.key + "/solution.cpp";
  made.students = {std::move(student)};
  made.files = {{"solution.cpp", source}};
  made.graded_at = "2026-11-20T18:30:00Z";
  made.grade.lesson = lesson;
  made.grade.verdict = verdict;
  made.grade.max_score = 10;
  made.grade.score = verdict == Verdict::passed ? 10 : 0;
  made.grade.sandbox = "full";
  made.grade.toolchain = "clang-19.1.7 libstdc++-12 lld-19";
  made.grade.sha256 = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
  made.grade.duration_ms = 900 + static_cast<double>(id) * 0.37;
  RunSummary run;
  run.unit = "main";
  run.strategy = "portfolio";
  run.schedules = 2000;
  run.seconds = 0.41;
  made.grade.runs = {run};
  return made;
}

GradedSubmission counter(std::int64_t id, Student student, Verdict verdict) {
  GradedSubmission made =
      submission(id, std::move(student), "counter-race", "A counter for two", counter_source, verdict);
  const CheckStatus status = verdict == Verdict::passed ? CheckStatus::passed : CheckStatus::failed;
  const double points = verdict == Verdict::passed ? 4 : 0;
  made.grade.checks = {
      check("total", "The total is right", CheckStatus::passed, 6, 6),
      check("no-data-race", "The counter is never touched unprotected", status, points, 4,
            status == CheckStatus::failed ? "Which lines touch the counter while the other thread runs?" : "")};
  for (CheckResult& rule : rules())
    made.grade.checks.push_back(std::move(rule));
  if (verdict != Verdict::failed) return made;
  made.grade.score = 6;
  made.grade.findings = {race()};
  return made;
}

GradedSubmission dining(std::int64_t id, Student student) {
  GradedSubmission made =
      submission(id, std::move(student), "dining", "Five philosophers", table_source, Verdict::failed);
  made.grade.checks = {check("all-eat", "Everybody eats", CheckStatus::skipped, 0, 5)};
  made.grade.checks.front().reason = Message{"skipped.needs", {{"check", "Nobody waits for ever"}}};
  for (CheckResult& rule : rules())
    made.grade.checks.push_back(std::move(rule));
  made.grade.checks[1].status = CheckStatus::failed;
  made.grade.findings = {deadlock()};
  return made;
}

GradedSubmission squares(std::int64_t id, Student student) {
  GradedSubmission made =
      submission(id, std::move(student), "squares", "Squares through pipes", pipe_source, Verdict::failed);
  made.grade.checks = {check("values", "The squares are printed", CheckStatus::passed, 5, 5),
                       check("no-deadlock", "Everybody ends", CheckStatus::failed, 0, 5,
                             "Who still holds the end of the pipe that is written to?")};
  made.grade.score = 5;
  made.grade.findings = {open_pipe()};
  return made;
}

GradedSubmission unbuilt(std::int64_t id, Student student) {
  GradedSubmission made = counter(id, std::move(student), Verdict::build_error);
  for (CheckResult& one : made.grade.checks) {
    one.status = CheckStatus::skipped;
    one.points = 0;
    one.hint.clear();
    one.reason = Message{"skipped.build-error", {}};
  }
  Finding error;
  error.kind = FindingKind::build_error;
  error.where = {"solution.cpp", 8};
  error.message = {"build.missing-semicolon", {{"token", ";"}, {"text", "expected ';' after expression"}}};
  made.grade.findings = {error};
  made.grade.runs.clear();
  return made;
}

}  // namespace

ClassResult sample_class() {
  ClassResult known;
  known.source = "autumn.zip";
  known.shape = "moodle";
  known.submissions = {
      counter(1, {"alice.smith", "Alice Smith", "10001", "s4711001", "alice.smith@example.edu"}, Verdict::failed),
      counter(2, {"bob", "Bob Nguyen", "10002", "s4711002", "bob@example.edu"}, Verdict::passed),
      unbuilt(3, {"carol", "Carol O'Neill", "10003", "s4711003", "carol@example.edu"}),
      dining(4, {"dan", "Dan Wójcik", "10004", "s4711004", "dan@example.edu"}),
      squares(5, {"erin", "Erin Müller", "10005", "s4711005", "erin@example.edu"}),
      counter(6, {"frank", "Frank Ltd.", "10006", "s4711006", "frank@example.edu"}, Verdict::rejected),
      counter(7, {"grace", "Grace Okafor", "10007", "s4711007", "grace@example.edu"}, Verdict::grader_error),
      counter(8, {"heidi", "Heidi Klein", "10008", "s4711008", "heidi@example.edu"}, Verdict::failed),
  };
  known.submissions[5].grade.problem = "The submission is empty.";
  known.submissions[5].grade.checks.clear();
  known.submissions[6].grade.problem = "The sandbox could not be started: no user namespaces.";
  known.submissions[6].grade.score.reset();
  known.submissions[6].grade.checks.clear();
  GradedSubmission& group = known.submissions[7];
  group.students.push_back({"ivan", "Ivan Petrov", "10009", "s4711009", "ivan@example.edu"});
  group.late = true;
  group.manual = ManualScore{8.5, "The idea is right; see our talk.", "Prof. Jones", "2026-11-21T09:00:00Z"};
  group.history = {{"2026-11-18T18:30:00Z", Verdict::build_error, 0.0, 10},
                   {"2026-11-15T18:30:00Z", Verdict::failed, 4.0, 10}};
  known.ungraded = {
      {{"judy", "Judy Alvarez", "10010", "s4711010", "judy@example.edu"}, "counter-race", "nothing was handed in"}};
  return known;
}

ClassResult large_class(std::size_t count) {
  ClassResult known;
  known.source = "large";
  known.shape = "folder";
  for (std::size_t i = 0; i < count; ++i) {
    const std::string number = std::to_string(10000 + i);
    Student student{"person" + number, "Person " + number, number, "s" + number, "p" + number + "@example.edu"};
    const auto id = static_cast<std::int64_t>(i) + 1;
    GradedSubmission made = i % 3 == 0   ? dining(id, std::move(student))
                            : i % 3 == 1 ? counter(id, std::move(student), Verdict::failed)
                                         : counter(id, std::move(student), Verdict::passed);
    if (made.grade.verdict == Verdict::failed) made.grade.score = static_cast<double>(i % 10);
    known.submissions.push_back(std::move(made));
  }
  return known;
}

ClassResult hostile_class(const std::string& payload) {
  ClassResult known;
  known.source = known.shape = payload;
  GradedSubmission made = counter(1, {payload, payload, payload, payload, payload}, Verdict::failed);
  made.lesson_title = made.grade.submission = made.grade.problem = made.source = made.graded_at = payload;
  made.grade.lesson = made.grade.toolchain = made.grade.sandbox = made.grade.sha256 = payload;
  made.grade.files = made.ignored = {payload};
  made.files = {{payload, payload + "\n" + payload + "\n"}};
  made.manual = ManualScore{1, payload, payload, payload};
  made.history = {{payload, Verdict::failed, 1.0, 2}};
  made.grade.review = {Message{"build.error", {{"text", payload}}}};
  made.grade.cross_check = {CrossCheck{payload, "reported", {"build.error", {{"text", payload}}}, {payload, 1}}};
  made.grade.runs.front().unit = made.grade.runs.front().strategy = payload;
  for (CheckResult& one : made.grade.checks) {
    one.title = one.hint = payload;
    one.reason = Message{"skipped.needs", {{"check", payload}}};
  }
  Finding& finding = made.grade.findings.front();
  finding.where = {payload, 1};
  finding.replay = payload;
  for (auto& [name, value] : finding.message.args)
    value = payload;
  finding.related.front().where = {payload, 2};
  for (auto& [name, value] : finding.related.front().message.args)
    value = payload;
  for (Step& step : finding.schedule) {
    step.name = step.object = payload;
    step.value = payload;
    step.where.file = payload;
  }
  known.submissions = {std::move(made)};
  known.ungraded = {{{payload + "2", payload, payload, payload, payload}, payload, payload}};
  return known;
}

}  // namespace threadmark::report::html
