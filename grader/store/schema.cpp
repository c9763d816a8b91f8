// The tables, one script a version; docs/results-database.md says what each column means.
#include "grader/store/schema.hpp"

#include <array>
#include <string>

namespace threadmark::store {
namespace {

// "tmrk", by which `file` and we know such a file.
constexpr std::int64_t application = 0x746d726b;

constexpr const char* version_1 = R"sql(
CREATE TABLE run (
  id INTEGER PRIMARY KEY, state TEXT NOT NULL, started_at TEXT NOT NULL, ended_at TEXT,
  source TEXT NOT NULL, shape TEXT NOT NULL, jobs INTEGER NOT NULL,
  toolchain TEXT NOT NULL, sandbox TEXT NOT NULL, cross_checks TEXT NOT NULL, seed INTEGER,
  schedules INTEGER NOT NULL, threadmark TEXT NOT NULL);
CREATE TABLE lesson (
  id INTEGER PRIMARY KEY, name TEXT NOT NULL, title TEXT NOT NULL, spec_sha256 TEXT NOT NULL,
  UNIQUE (name, spec_sha256, title));
CREATE TABLE student (
  id INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, name TEXT NOT NULL, platform_id TEXT NOT NULL,
  sid TEXT NOT NULL, email TEXT NOT NULL);
CREATE TABLE submission (
  id INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, lesson TEXT NOT NULL);
CREATE TABLE submission_student (
  submission INTEGER NOT NULL REFERENCES submission, position INTEGER NOT NULL,
  student INTEGER NOT NULL REFERENCES student, PRIMARY KEY (submission, position)) WITHOUT ROWID;
CREATE TABLE content (
  id INTEGER PRIMARY KEY, sha256 TEXT NOT NULL UNIQUE);
CREATE TABLE content_file (
  content INTEGER NOT NULL REFERENCES content, position INTEGER NOT NULL, path TEXT NOT NULL, bytes BLOB NOT NULL,
  PRIMARY KEY (content, position));
CREATE TABLE outcome (
  id INTEGER PRIMARY KEY, content INTEGER REFERENCES content, lesson INTEGER NOT NULL REFERENCES lesson,
  toolchain TEXT NOT NULL, seed INTEGER NOT NULL, schedules INTEGER NOT NULL, cross_checks TEXT NOT NULL,
  sandbox TEXT NOT NULL, threadmark TEXT NOT NULL,
  verdict TEXT NOT NULL, score REAL, max_score REAL NOT NULL, duration_ms REAL NOT NULL, problem TEXT NOT NULL,
  made_at TEXT NOT NULL);
CREATE INDEX outcome_identity ON outcome (content, lesson);
CREATE TABLE check_result (
  outcome INTEGER NOT NULL REFERENCES outcome, position INTEGER NOT NULL, id TEXT NOT NULL, title TEXT NOT NULL,
  status TEXT NOT NULL, points REAL NOT NULL, max_points REAL NOT NULL, bonus INTEGER NOT NULL,
  implied INTEGER NOT NULL, hint TEXT NOT NULL, reason TEXT, PRIMARY KEY (outcome, position)) WITHOUT ROWID;
CREATE TABLE finding (
  outcome INTEGER NOT NULL REFERENCES outcome, position INTEGER NOT NULL, kind TEXT NOT NULL, severity TEXT NOT NULL,
  check_id TEXT NOT NULL, message TEXT NOT NULL, file TEXT NOT NULL, line INTEGER NOT NULL, backend TEXT NOT NULL,
  replay TEXT NOT NULL, first_schedule INTEGER NOT NULL, related TEXT NOT NULL, schedule TEXT NOT NULL,
  detail TEXT NOT NULL, PRIMARY KEY (outcome, position));
CREATE TABLE exploration (
  outcome INTEGER NOT NULL REFERENCES outcome, position INTEGER NOT NULL, backend TEXT NOT NULL, unit TEXT NOT NULL,
  strategy TEXT NOT NULL, schedules INTEGER NOT NULL, exhaustive INTEGER NOT NULL, steps INTEGER NOT NULL,
  spurious_wakeups INTEGER NOT NULL, preemptions INTEGER NOT NULL, seconds REAL NOT NULL,
  PRIMARY KEY (outcome, position)) WITHOUT ROWID;
CREATE TABLE cross_check (
  outcome INTEGER NOT NULL REFERENCES outcome, position INTEGER NOT NULL, tool TEXT NOT NULL, status TEXT NOT NULL,
  message TEXT NOT NULL, file TEXT NOT NULL, line INTEGER NOT NULL, PRIMARY KEY (outcome, position)) WITHOUT ROWID;
CREATE TABLE stage (
  outcome INTEGER NOT NULL REFERENCES outcome, position INTEGER NOT NULL, name TEXT NOT NULL, seconds REAL NOT NULL,
  PRIMARY KEY (outcome, position)) WITHOUT ROWID;
CREATE TABLE review (
  outcome INTEGER NOT NULL REFERENCES outcome, position INTEGER NOT NULL, message TEXT NOT NULL,
  PRIMARY KEY (outcome, position)) WITHOUT ROWID;
CREATE TABLE run_entry (
  run INTEGER NOT NULL REFERENCES run, submission INTEGER NOT NULL REFERENCES submission,
  name TEXT NOT NULL, source TEXT NOT NULL, late INTEGER NOT NULL, ignored TEXT NOT NULL, why_not TEXT,
  content INTEGER REFERENCES content, lesson INTEGER REFERENCES lesson,
  outcome INTEGER REFERENCES outcome, served INTEGER NOT NULL DEFAULT 0, graded_at TEXT,
  PRIMARY KEY (run, submission)) WITHOUT ROWID;
CREATE INDEX run_entry_submission ON run_entry (submission, run);
CREATE TABLE manual_score (
  id INTEGER PRIMARY KEY, submission INTEGER NOT NULL REFERENCES submission, score REAL, reason TEXT NOT NULL,
  author TEXT NOT NULL, at TEXT NOT NULL);
CREATE VIEW step AS
  SELECT finding.outcome, finding.position AS finding, step.key + 1 AS position,
    json_extract(step.value, '$.task') AS task, json_extract(step.value, '$.op') AS op,
    json_extract(step.value, '$.object') AS object, json_extract(step.value, '$.file') AS file,
    json_extract(step.value, '$.line') AS line, json_extract(step.value, '$.role') AS role
  FROM finding, json_each(finding.schedule) AS step;
)sql";

// What brings a file from version i to i + 1. A script that has been released is never changed.
constexpr std::array<const char*, 1> migrations = {version_1};

Result<std::int64_t> pragma(Database& database, const std::string& name) {
  auto asked = database.query("PRAGMA " + name);
  const std::int64_t value = asked.next() ? asked.integer(0) : 0;
  if (auto error = asked.error(); !error) return fail(input_error(error.error().message + " Is it a file of results?"));
  return value;
}

Result<bool> has_tables(Database& database) {
  auto asked = database.query("SELECT count(*) FROM sqlite_master");
  const bool any = asked.next() && asked.integer(0) > 0;
  if (auto error = asked.error(); !error) return fail(error.error());
  return any;
}

}  // namespace

int schema_version() {
  return static_cast<int>(migrations.size());
}

Result<void> prepare_schema(Database& database) {
  const auto kind = pragma(database, "application_id");
  if (!kind) return fail(kind.error());
  const auto version = pragma(database, "user_version");
  if (!version) return fail(version.error());
  const auto used = has_tables(database);
  if (!used) return fail(used.error());
  const std::string file = database.file().string();
  if (*used && *kind != application)
    return fail(input_error(file + " is a database, but none of threadmark's results; name another file."));
  if (*version > schema_version())
    return fail(input_error(file + " was written by a newer threadmark (version " + std::to_string(*version) +
                            " of the tables; this one knows " + std::to_string(schema_version()) +
                            "). Use that threadmark, or another file."));
  // Whoever is told that a grade is stored finds it there after a power cut too.
  if (auto set = database.script("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON");
      !set)
    return set;
  if (*version == schema_version()) return {};
  Transaction transaction(database);
  for (auto next = static_cast<std::size_t>(*version); next < migrations.size(); ++next)
    if (auto done = database.script(migrations.at(next)); !done) return done;
  if (auto set = database.script("PRAGMA application_id = " + std::to_string(application) +
                                 "; PRAGMA user_version = " + std::to_string(schema_version()));
      !set)
    return set;
  return transaction.commit();
}

}  // namespace threadmark::store
