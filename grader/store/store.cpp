// Runs, pieces of work and manual scores in their tables.
#include "grader/store/store.hpp"

#include <algorithm>
#include <array>
#include <ctime>
#include <utility>

#include "grader/formats/json/json.hpp"
#include "grader/store/grade_record.hpp"
#include "grader/store/schema.hpp"

namespace threadmark::store {
namespace {

constexpr std::array<std::pair<RunState, std::string_view>, 4> states = {{{RunState::running, "running"},
                                                                          {RunState::completed, "completed"},
                                                                          {RunState::stopped, "stopped"},
                                                                          {RunState::abandoned, "abandoned"}}};

RunState state_named(std::string_view name) {
  for (const auto& [state, known] : states)
    if (known == name) return state;
  return RunState::abandoned;
}

constexpr const char* run_columns =
    "SELECT id, state, started_at, ended_at, source, shape, jobs, toolchain, sandbox, cross_checks, seed, schedules, "
    "threadmark, (SELECT count(*) FROM run_entry WHERE run = run.id), "
    "(SELECT count(*) FROM run_entry WHERE run = run.id AND outcome IS NULL AND why_not IS NULL) FROM run ";

RunRow run_row(const Statement& row) {
  RunRow run;
  run.id = row.integer(0);
  run.state = state_named(row.text(1));
  run.started_at = row.text(2);
  run.ended_at = row.text(3);
  run.header = {.source = row.text(4),
                .shape = row.text(5),
                .jobs = static_cast<int>(row.integer(6)),
                .toolchain = row.text(7),
                .sandbox = row.text(8),
                .cross_checks = row.text(9),
                .schedules = row.integer(11),
                .threadmark = row.text(12)};
  if (!row.is_null(10)) run.header.seed = static_cast<std::uint64_t>(row.integer(10));
  run.entries = static_cast<int>(row.integer(13));
  run.open = static_cast<int>(row.integer(14));
  return run;
}

/// The number that the question gives; 0 when it gives no row.
Result<std::int64_t> number_of(Statement statement) {
  const std::int64_t number = statement.next() ? statement.integer(0) : 0;
  if (auto error = statement.error(); !error) return fail(error.error());
  return number;
}

/// 0 stands for no row.
std::optional<std::int64_t> reference(std::int64_t id) {
  return id == 0 ? std::nullopt : std::optional(id);
}

std::string list_record(const std::vector<std::string>& items) {
  json::Array array;
  for (const std::string& item : items)
    array.emplace_back(item);
  return json::write(array, json::Layout::one_line);
}

}  // namespace

std::string now() {
  const std::time_t time = std::time(nullptr);
  std::tm parts = {};
  ::gmtime_r(&time, &parts);
  std::array<char, 32> text{};
  const std::size_t size = std::strftime(text.data(), text.size(), "%Y-%m-%dT%H:%M:%SZ", &parts);
  return {text.data(), size};
}

std::string_view name_of(RunState state) {
  for (const auto& [known, name] : states)
    if (known == state) return name;
  return "abandoned";
}

Result<Store> Store::open(const std::filesystem::path& file, bool may_make) {
  std::error_code error;
  if (!may_make && !std::filesystem::exists(file, error))
    return fail(input_error("There is no file " + file.string() + "; `threadmark batch … --out " + file.string() +
                            "` makes it."));
  auto database = Database::open(file, may_make);
  if (!database) return fail(database.error());
  if (auto prepared = prepare_schema(*database); !prepared) return fail(prepared.error());
  return Store(*std::move(database));
}

Result<std::int64_t> Store::begin_run(const RunHeader& header) {
  std::optional<std::int64_t> seed;
  if (header.seed) seed = static_cast<std::int64_t>(*header.seed);
  auto done = database_
                  .query(
                      "INSERT INTO run (state, started_at, source, shape, jobs, toolchain, sandbox, cross_checks, "
                      "seed, schedules, threadmark) VALUES ('running', ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
                  .with(now())
                  .with(header.source)
                  .with(header.shape)
                  .with(header.jobs)
                  .with(header.toolchain)
                  .with(header.sandbox)
                  .with(header.cross_checks)
                  .with(seed)
                  .with(static_cast<std::int64_t>(header.schedules))
                  .with(header.threadmark)
                  .run();
  if (!done) return fail(done.error());
  return database_.last_id();
}

Result<void> Store::set_state(std::int64_t run, RunState state) {
  const std::optional<std::string> ended = state == RunState::running ? std::nullopt : std::optional(now());
  return database_.query("UPDATE run SET state = ?, ended_at = ? WHERE id = ?")
      .with(name_of(state))
      .with(ended)
      .with(run)
      .run();
}

Result<std::optional<RunRow>> Store::newest_run(const std::optional<std::string>& source) {
  auto rows = database_.query(std::string(run_columns) + "WHERE ?1 IS NULL OR source = ?1 ORDER BY id DESC LIMIT 1")
                  .with(source);
  std::optional<RunRow> run;
  if (rows.next()) run = run_row(rows);
  if (auto error = rows.error(); !error) return fail(error.error());
  return run;
}

Result<std::vector<RunRow>> Store::runs() {
  auto rows = database_.query(std::string(run_columns) + "ORDER BY id");
  std::vector<RunRow> runs;
  while (rows.next())
    runs.push_back(run_row(rows));
  if (auto error = rows.error(); !error) return fail(error.error());
  return runs;
}

Result<std::int64_t> Store::lesson_version(const std::string& name, const std::string& title,
                                           const std::string& sha256) {
  auto known = number_of(database_.query("SELECT id FROM lesson WHERE name = ? AND spec_sha256 = ? AND title = ?")
                             .with(name)
                             .with(sha256)
                             .with(title));
  if (!known || *known != 0) return known;
  auto done = database_.query("INSERT INTO lesson (name, title, spec_sha256) VALUES (?, ?, ?)")
                  .with(name)
                  .with(title)
                  .with(sha256)
                  .run();
  if (!done) return fail(done.error());
  return database_.last_id();
}

Result<std::int64_t> Store::content(const Submission& submission) {
  auto known = number_of(database_.query("SELECT id FROM content WHERE sha256 = ?").with(submission.sha256));
  if (!known || *known != 0) return known;
  if (auto done = database_.query("INSERT INTO content (sha256) VALUES (?)").with(submission.sha256).run(); !done)
    return fail(done.error());
  const std::int64_t id = database_.last_id();
  int position = 0;
  for (const SubmittedFile& file : submission.files) {
    auto done = database_.query("INSERT INTO content_file (content, position, path, bytes) VALUES (?, ?, ?, ?)")
                    .with(id)
                    .with(position++)
                    .with(file.path)
                    .with_bytes(file.content)
                    .run();
    if (!done) return fail(done.error());
  }
  return id;
}

Result<std::int64_t> Store::submission(const std::string& lesson, const std::vector<Student>& students,
                                       const std::string& distinction) {
  std::vector<std::string> keys;
  for (const Student& student : students)
    keys.push_back(student.key);
  std::sort(keys.begin(), keys.end());
  const std::string key = lesson + " " + list_record(keys) + (distinction.empty() ? "" : " " + distinction);
  auto known = number_of(database_.query("SELECT id FROM submission WHERE key = ?").with(key));
  if (!known) return known;
  std::int64_t id = *known;
  const bool is_new = id == 0;
  if (is_new) {
    auto done = database_.query("INSERT INTO submission (key, lesson) VALUES (?, ?)").with(key).with(lesson).run();
    if (!done) return fail(done.error());
    id = database_.last_id();
  }
  int position = 0;
  for (const Student& student : students) {
    // Names and addresses change from download to download; the newest count.
    auto done = database_
                    .query(
                        "INSERT INTO student (key, name, platform_id, sid, email) VALUES (?, ?, ?, ?, ?) "
                        "ON CONFLICT (key) DO UPDATE SET name = excluded.name, platform_id = excluded.platform_id, "
                        "sid = excluded.sid, email = excluded.email")
                    .with(student.key)
                    .with(student.name)
                    .with(student.platform_id)
                    .with(student.sid)
                    .with(student.email)
                    .run();
    if (!done) return fail(done.error());
    if (!is_new) continue;
    done = database_
               .query(
                   "INSERT INTO submission_student (submission, position, student) "
                   "SELECT ?, ?, id FROM student WHERE key = ?")
               .with(id)
               .with(position++)
               .with(student.key)
               .run();
    if (!done) return fail(done.error());
  }
  return id;
}

Result<void> Store::enter(std::int64_t run, std::int64_t submission, const EntryRow& entry) {
  const std::optional<std::string> nothing = entry.nothing.empty() ? std::nullopt : std::optional(entry.nothing);
  return database_
      .query(
          "INSERT INTO run_entry (run, submission, name, source, late, ignored, why_not, content, lesson) "
          "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (run, submission) DO UPDATE SET "
          "outcome = CASE WHEN content IS excluded.content AND lesson IS excluded.lesson THEN outcome END, "
          "name = excluded.name, source = excluded.source, late = excluded.late, ignored = excluded.ignored, "
          "why_not = excluded.why_not, content = excluded.content, lesson = excluded.lesson")
      .with(run)
      .with(submission)
      .with(entry.name)
      .with(entry.source)
      .with(entry.late)
      .with(list_record(entry.ignored))
      .with(nothing)
      .with(reference(entry.content))
      .with(reference(entry.lesson_version))
      .run();
}

Result<std::optional<EntryState>> Store::entry(std::int64_t run, std::int64_t submission) {
  auto rows = database_
                  .query(
                      "SELECT e.content, e.lesson, e.outcome, o.verdict FROM run_entry e LEFT JOIN outcome o "
                      "ON o.id = e.outcome WHERE e.run = ? AND e.submission = ?")
                  .with(run)
                  .with(submission);
  std::optional<EntryState> state;
  if (rows.next())
    state = EntryState{.content = rows.integer(0),
                       .lesson_version = rows.integer(1),
                       .outcome = rows.integer(2),
                       .verdict = verdict_named(rows.text(3))};
  if (auto error = rows.error(); !error) return fail(error.error());
  return state;
}

Result<std::int64_t> Store::outcome_of(std::int64_t content, const Means& means) {
  return number_of(database_
                       .query("SELECT id FROM outcome WHERE content = ? AND lesson = ? AND toolchain = ? AND seed = ? "
                              "AND schedules = ? AND cross_checks = ? AND sandbox = ? AND threadmark = ? "
                              "AND verdict <> 'grader-error' ORDER BY id DESC LIMIT 1")
                       .with(content)
                       .with(means.lesson)
                       .with(means.toolchain)
                       .with(static_cast<std::int64_t>(means.seed))
                       .with(static_cast<std::int64_t>(means.schedules))
                       .with(means.cross_checks)
                       .with(means.sandbox)
                       .with(means.threadmark));
}

Result<std::int64_t> Store::rejection_of(std::int64_t lesson_version, const std::string& problem) {
  return number_of(database_
                       .query("SELECT id FROM outcome WHERE content IS NULL AND lesson = ? AND problem = ? AND verdict "
                              "= 'rejected' ORDER BY id DESC LIMIT 1")
                       .with(lesson_version)
                       .with(problem));
}

Result<void> Store::settle(std::int64_t run, std::int64_t submission, std::int64_t outcome, bool served) {
  return database_.query("UPDATE run_entry SET outcome = ?, served = ?, graded_at = ? WHERE run = ? AND submission = ?")
      .with(outcome)
      .with(served)
      .with(now())
      .with(run)
      .with(submission)
      .run();
}

Result<Verdict> Store::verdict(std::int64_t outcome) {
  auto rows = database_.query("SELECT verdict FROM outcome WHERE id = ?").with(outcome);
  const Verdict verdict = rows.next() ? verdict_named(rows.text(0)) : Verdict::grader_error;
  if (auto error = rows.error(); !error) return fail(error.error());
  return verdict;
}

Result<void> Store::set_score(std::int64_t submission, std::optional<double> score, const std::string& reason,
                              const std::string& author) {
  return database_.query("INSERT INTO manual_score (submission, score, reason, author, at) VALUES (?, ?, ?, ?, ?)")
      .with(submission)
      .with(score)
      .with(reason)
      .with(author)
      .with(now())
      .run();
}

Result<std::vector<ScoreRow>> Store::manual_scores(std::int64_t submission) {
  auto rows = database_.query("SELECT score, reason, author, at FROM manual_score WHERE submission = ? ORDER BY id")
                  .with(submission);
  std::vector<ScoreRow> scores;
  while (rows.next())
    scores.push_back(
        {.score = rows.optional_real(0), .reason = rows.text(1), .author = rows.text(2), .at = rows.text(3)});
  if (auto error = rows.error(); !error) return fail(error.error());
  return scores;
}

Result<std::optional<ManualScore>> Store::current_score(std::int64_t submission) {
  const auto scores = manual_scores(submission);
  if (!scores) return fail(scores.error());
  if (scores->empty() || !scores->back().score) return std::nullopt;
  const ScoreRow& last = scores->back();
  return ManualScore{.score = *last.score, .reason = last.reason, .author = last.author, .at = last.at};
}

}  // namespace threadmark::store
