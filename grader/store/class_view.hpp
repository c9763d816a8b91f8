// What is asked of stored results: the class as it stands, one student's history, what changed between two states.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "grader/base/result.hpp"
#include "grader/model/class_result.hpp"
#include "grader/store/store.hpp"

namespace threadmark::store {

/// The newest grade of each submission, with older and manual ones; only of that lesson, unless it is empty.
Result<ClassResult> class_result(Store& store, const std::string& lesson = "");

/// A submission by who handed it in. `key` is the same in every file of results.
struct SubmissionRow {
  std::int64_t id = 0;
  std::string key;
  std::string lesson;
  std::vector<Student> students;
};

/// The submissions of the student whom that name means: a key, name, school number, platform number or e-mail address,
/// whole and exact, or else (when exactly one student fits) part of a name in any case. An input error when nobody or
/// more than one student fits.
Result<std::vector<SubmissionRow>> submissions_of(Store& store, const std::string& name,
                                                  const std::string& lesson = "");

/// One grade that a submission has or had; the number of schedules and the like stand in `grade`.
struct HistoryRow {
  std::int64_t run = 0;
  std::string at;
  Grade grade;
};

/// The grades of a submission, oldest first, each once however often it was served; and what instructors said.
Result<std::vector<HistoryRow>> history(Store& store, std::int64_t submission);

/// A submission in one state of a class. No grade: `nothing` says why.
struct StateRow {
  std::string key;
  std::string name;
  std::string lesson;
  std::optional<Grade> grade;
  std::string content;  ///< SHA-256 of what was handed in; empty: nothing was taken
  std::string nothing;
};

/// The class as that run left it, or (no run) as it stands now; in the order of keys.
Result<std::vector<StateRow>> state_of(Store& store, std::optional<std::int64_t> run);

}  // namespace threadmark::store
