// Grades as rows of their tables, and back: nothing that a report prints is lost.
#include <utility>

#include "grader/store/grade_record.hpp"
#include "grader/store/store.hpp"

namespace threadmark::store {
namespace {

std::string text_of(const json::Value& value) {
  return json::write(value, json::Layout::one_line);
}

/// What a column of ours holds; what somebody else wrote there reads as null.
json::Value record_in(const std::string& text) {
  auto read = json::read(text, {.bytes = std::size_t{1} << 30, .depth = 64});
  return read ? *std::move(read) : json::Value();
}

Result<void> add_checks(Database& database, std::int64_t outcome, const std::vector<CheckResult>& checks) {
  int position = 0;
  for (const CheckResult& check : checks) {
    const std::optional<std::string> reason =
        check.reason ? std::optional(text_of(message_record(*check.reason))) : std::nullopt;
    auto done = database.query("INSERT INTO check_result VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
                    .with(outcome)
                    .with(position++)
                    .with(check.id)
                    .with(check.title)
                    .with(name_of(check.status))
                    .with(check.points)
                    .with(check.max_points)
                    .with(check.bonus)
                    .with(check.implied)
                    .with(check.hint)
                    .with(reason)
                    .run();
    if (!done) return done;
  }
  return {};
}

Result<void> add_findings(Database& database, std::int64_t outcome, const std::vector<Finding>& findings) {
  int position = 0;
  for (const Finding& finding : findings) {
    auto done = database.query("INSERT INTO finding VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
                    .with(outcome)
                    .with(position++)
                    .with(name_of(finding.kind))
                    .with(finding.severity == Severity::error ? "error" : "warning")
                    .with(finding.check)
                    .with(text_of(message_record(finding.message)))
                    .with(finding.where.file)
                    .with(finding.where.line)
                    .with(finding.backend)
                    .with(finding.replay)
                    .with(static_cast<std::int64_t>(finding.first_schedule))
                    .with(text_of(related_record(finding.related)))
                    .with(text_of(schedule_record(finding.schedule)))
                    .with(text_of(detail_record(finding)))
                    .run();
    if (!done) return done;
  }
  return {};
}

Result<void> add_runs(Database& database, std::int64_t outcome, const std::vector<RunSummary>& runs) {
  int position = 0;
  for (const RunSummary& run : runs) {
    auto done = database.query("INSERT INTO exploration VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
                    .with(outcome)
                    .with(position++)
                    .with(run.backend)
                    .with(run.unit)
                    .with(run.strategy)
                    .with(static_cast<std::int64_t>(run.schedules))
                    .with(run.exhaustive)
                    .with(static_cast<std::int64_t>(run.bounds.steps))
                    .with(run.bounds.spurious_wakeups)
                    .with(run.bounds.preemptions)
                    .with(run.seconds)
                    .run();
    if (!done) return done;
  }
  return {};
}

Result<void> add_rest(Database& database, std::int64_t outcome, const Grade& grade) {
  int position = 0;
  for (const CrossCheck& cross : grade.cross_check) {
    auto done = database.query("INSERT INTO cross_check VALUES (?, ?, ?, ?, ?, ?, ?)")
                    .with(outcome)
                    .with(position++)
                    .with(cross.tool)
                    .with(cross.status)
                    .with(text_of(message_record(cross.message)))
                    .with(cross.where.file)
                    .with(cross.where.line)
                    .run();
    if (!done) return done;
  }
  position = 0;
  for (const StageTime& stage : grade.stages) {
    auto done = database.query("INSERT INTO stage VALUES (?, ?, ?, ?)")
                    .with(outcome)
                    .with(position++)
                    .with(stage.stage)
                    .with(stage.seconds)
                    .run();
    if (!done) return done;
  }
  position = 0;
  for (const Message& message : grade.review) {
    auto done = database.query("INSERT INTO review VALUES (?, ?, ?)")
                    .with(outcome)
                    .with(position++)
                    .with(text_of(message_record(message)))
                    .run();
    if (!done) return done;
  }
  return {};
}

std::vector<CheckResult> checks_of(Statement rows) {
  std::vector<CheckResult> checks;
  while (rows.next()) {
    CheckResult check;
    check.id = rows.text(0);
    check.title = rows.text(1);
    check.status = check_status_named(rows.text(2));
    check.points = rows.real(3);
    check.max_points = rows.real(4);
    check.bonus = rows.integer(5) != 0;
    check.implied = rows.integer(6) != 0;
    check.hint = rows.text(7);
    if (!rows.is_null(8)) check.reason = message_of(record_in(rows.text(8)));
    checks.push_back(std::move(check));
  }
  return checks;
}

std::vector<Finding> findings_of(Statement rows) {
  std::vector<Finding> findings;
  while (rows.next()) {
    Finding finding;
    finding.kind = finding_kind_named(rows.text(0)).value_or(FindingKind::data_race);
    finding.severity = rows.text(1) == "warning" ? Severity::warning : Severity::error;
    finding.check = rows.text(2);
    finding.message = message_of(record_in(rows.text(3)));
    finding.where = {rows.text(4), static_cast<int>(rows.integer(5))};
    finding.backend = rows.text(6);
    finding.replay = rows.text(7);
    finding.first_schedule = rows.integer(8);
    finding.related = related_of(record_in(rows.text(9)));
    finding.schedule = schedule_of(record_in(rows.text(10)));
    take_detail(finding, record_in(rows.text(11)));
    findings.push_back(std::move(finding));
  }
  return findings;
}

std::vector<RunSummary> runs_of(Statement rows) {
  std::vector<RunSummary> runs;
  while (rows.next())
    runs.push_back({.backend = rows.text(0),
                    .unit = rows.text(1),
                    .strategy = rows.text(2),
                    .schedules = rows.integer(3),
                    .exhaustive = rows.integer(4) != 0,
                    .bounds = {.steps = rows.integer(5),
                               .spurious_wakeups = static_cast<int>(rows.integer(6)),
                               .preemptions = static_cast<int>(rows.integer(7))},
                    .seconds = rows.real(8)});
  return runs;
}

std::vector<CrossCheck> cross_checks_of(Statement rows) {
  std::vector<CrossCheck> crosses;
  while (rows.next())
    crosses.push_back({.tool = rows.text(0),
                       .status = rows.text(1),
                       .message = message_of(record_in(rows.text(2))),
                       .where = {rows.text(3), static_cast<int>(rows.integer(4))}});
  return crosses;
}

}  // namespace

Result<std::int64_t> Store::add_outcome(const Grade& grade, std::int64_t content, const Means& means) {
  const std::optional<std::int64_t> work = content == 0 ? std::nullopt : std::optional(content);
  auto done = database_
                  .query(
                      "INSERT INTO outcome (content, lesson, toolchain, seed, schedules, cross_checks, sandbox, "
                      "threadmark, verdict, score, max_score, duration_ms, problem, made_at) "
                      "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
                  .with(work)
                  .with(means.lesson)
                  .with(grade.toolchain)
                  .with(static_cast<std::int64_t>(grade.seed))
                  .with(static_cast<std::int64_t>(means.schedules))
                  .with(means.cross_checks)
                  .with(grade.sandbox)
                  .with(means.threadmark)
                  .with(name_of(grade.verdict))
                  .with(grade.score)
                  .with(grade.max_score)
                  .with(grade.duration_ms)
                  .with(grade.problem)
                  .with(now())
                  .run();
  if (!done) return fail(done.error());
  const std::int64_t id = database_.last_id();
  for (const auto& added : {add_checks(database_, id, grade.checks), add_findings(database_, id, grade.findings),
                            add_runs(database_, id, grade.runs), add_rest(database_, id, grade)})
    if (!added) return fail(added.error());
  return id;
}

Result<Grade> Store::grade(std::int64_t outcome, const std::string& name) {
  Grade grade;
  grade.submission = name;
  auto row = database_
                 .query(
                     "SELECT l.name, c.sha256, o.verdict, o.score, o.max_score, o.sandbox, o.seed, o.duration_ms, "
                     "o.toolchain, o.threadmark, o.problem, o.content FROM outcome o JOIN lesson l ON l.id = "
                     "o.lesson LEFT JOIN content c ON c.id = o.content WHERE o.id = ?")
                 .with(outcome);
  if (!row.next()) {
    if (auto error = row.error(); !error) return fail(error.error());
    return fail(internal_error("The results hold no outcome " + std::to_string(outcome) + "."));
  }
  grade.lesson = row.text(0);
  grade.sha256 = row.text(1);
  grade.verdict = verdict_named(row.text(2));
  grade.score = row.optional_real(3);
  grade.max_score = row.real(4);
  grade.sandbox = row.text(5);
  grade.seed = static_cast<std::uint64_t>(row.integer(6));
  grade.duration_ms = row.real(7);
  grade.toolchain = row.text(8);
  // Results tell the version; which build of it made them is the store's own concern.
  grade.threadmark = row.text(9).substr(0, row.text(9).find('+'));
  grade.problem = row.text(10);
  auto files =
      database_.query("SELECT path FROM content_file WHERE content = ? ORDER BY position").with(row.integer(11));
  while (files.next())
    grade.files.push_back(files.text(0));
  const auto part = [&](std::string_view sql) { return database_.query(sql).with(outcome); };
  grade.checks =
      checks_of(part("SELECT id, title, status, points, max_points, bonus, implied, hint, reason "
                     "FROM check_result WHERE outcome = ? ORDER BY position"));
  grade.findings =
      findings_of(part("SELECT kind, severity, check_id, message, file, line, backend, replay, "
                       "first_schedule, related, schedule, detail FROM finding WHERE outcome = ? "
                       "ORDER BY position"));
  grade.runs =
      runs_of(part("SELECT backend, unit, strategy, schedules, exhaustive, steps, spurious_wakeups, "
                   "preemptions, seconds FROM exploration WHERE outcome = ? ORDER BY position"));
  grade.cross_check = cross_checks_of(
      part("SELECT tool, status, message, file, line FROM cross_check WHERE outcome = ? ORDER BY position"));
  auto reviews = part("SELECT message FROM review WHERE outcome = ? ORDER BY position");
  while (reviews.next())
    grade.review.push_back(message_of(record_in(reviews.text(0))));
  auto stages = part("SELECT name, seconds FROM stage WHERE outcome = ? ORDER BY position");
  while (stages.next())
    grade.stages.push_back({.stage = stages.text(0), .seconds = stages.real(1)});
  if (auto error = files.error(); !error) return fail(error.error());
  if (auto error = reviews.error(); !error) return fail(error.error());
  return grade;
}

}  // namespace threadmark::store
