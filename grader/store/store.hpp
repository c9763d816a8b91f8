// The results of classes in one file: runs, who handed in what, outcomes once for each identical work, manual scores.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "grader/base/result.hpp"
#include "grader/model/class_result.hpp"
#include "grader/model/submission.hpp"
#include "grader/store/database.hpp"

namespace threadmark::store {

/// What a run over a class is started with.
struct RunHeader {
  std::string source;
  std::string shape;
  int jobs = 1;
  std::string toolchain;
  std::string sandbox;
  std::string cross_checks;
  std::optional<std::uint64_t> seed;  ///< instead of the lessons' own
  long schedules = 0;                 ///< the same; 0: the lessons' own
  std::string threadmark;

  bool operator==(const RunHeader&) const = default;
};

/// `running` is also the state of a run whose process was killed.
enum class RunState { running, completed, stopped, abandoned };

/// A run as it is stored. `entries` counts the pieces of work, `open` those without an outcome.
struct RunRow {
  std::int64_t id = 0;
  RunState state = RunState::running;
  RunHeader header;
  std::string started_at;  ///< ISO 8601, UTC
  std::string ended_at;    ///< the same, or empty
  int entries = 0;
  int open = 0;
};

/// What an outcome is a function of, the content apart.
struct Means {
  std::int64_t lesson = 0;  ///< the store's number of this version of the lesson
  std::string toolchain;
  std::uint64_t seed = 1;
  long schedules = 0;  ///< 0: the lesson's own
  std::string cross_checks;
  std::string sandbox;
  std::string threadmark;  ///< version and build, "0.1.0+1f0c52ab93d4"
};

/// A piece of work in a run. `content` is 0 where nothing could be taken.
struct EntryRow {
  std::vector<Student> students;
  std::string lesson;
  std::string name;
  std::string source;
  bool late = false;
  std::vector<std::string> ignored;
  std::string nothing;  ///< why there is nothing to grade; empty: there is something
  std::int64_t content = 0;
  std::int64_t lesson_version = 0;
};

/// What a run already has for a submission.
struct EntryState {
  std::int64_t content = 0;
  std::int64_t lesson_version = 0;
  std::int64_t outcome = 0;  ///< 0: not graded yet
  Verdict verdict = Verdict::grader_error;
};

/// What an instructor said once; no score: the computed one was to count again.
struct ScoreRow {
  std::optional<double> score;
  std::string reason;
  std::string author;
  std::string at;
};

/// An opened file of results. For one thread; must not be used after a fork in the child.
class Store {
 public:
  /// Opens a file of results, or makes one where `may_make`. Input errors: it is not there, is none, is a newer one.
  static Result<Store> open(const std::filesystem::path& file, bool may_make);

  // Runs.
  Result<std::int64_t> begin_run(const RunHeader& header);
  Result<void> set_state(std::int64_t run, RunState state);
  /// The newest run, or nothing; with `source`, the newest over that source.
  Result<std::optional<RunRow>> newest_run(const std::optional<std::string>& source = std::nullopt);
  Result<std::vector<RunRow>> runs();

  // What is handed in. Each gives the number of the row, made if need be.
  Result<std::int64_t> lesson_version(const std::string& name, const std::string& title, const std::string& sha256);
  Result<std::int64_t> content(const Submission& submission);
  /// One piece of work of a lesson and its students, the same from run to run.
  Result<std::int64_t> submission(const std::string& lesson, const std::vector<Student>& students,
                                  const std::string& distinction = "");
  /// Enters it into a run; what the run had for it stays where content and lesson are the same.
  Result<void> enter(std::int64_t run, std::int64_t submission, const EntryRow& entry);
  Result<std::optional<EntryState>> entry(std::int64_t run, std::int64_t submission);

  // Outcomes.
  /// The newest outcome of the same work by the same means that is no grader error; 0: none.
  Result<std::int64_t> outcome_of(std::int64_t content, const Means& means);
  /// The same for what could not be taken at all, for that reason.
  Result<std::int64_t> rejection_of(std::int64_t lesson_version, const std::string& problem);
  Result<std::int64_t> add_outcome(const Grade& grade, std::int64_t content, const Means& means);
  /// Says that a submission of a run has this outcome; `served`: it was there already.
  Result<void> settle(std::int64_t run, std::int64_t submission, std::int64_t outcome, bool served);
  /// The verdict, score and so on of an outcome, with the name and the files of who handed it in.
  Result<Grade> grade(std::int64_t outcome, const std::string& name);
  Result<Verdict> verdict(std::int64_t outcome);

  // What instructors say over it. No score: the computed one counts again.
  Result<void> set_score(std::int64_t submission, std::optional<double> score, const std::string& reason,
                         const std::string& author);
  Result<std::vector<ScoreRow>> manual_scores(std::int64_t submission);
  /// The one that counts now, if any does.
  Result<std::optional<ManualScore>> current_score(std::int64_t submission);

  Database& database() { return database_; }

 private:
  explicit Store(Database database) : database_(std::move(database)) {}

  Database database_;
};

/// The time now: ISO 8601, UTC, such as "2026-11-21T15:20:05Z".
std::string now();

/// The names of the column `state`.
std::string_view name_of(RunState state);

}  // namespace threadmark::store
