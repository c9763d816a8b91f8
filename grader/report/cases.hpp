// A grade as a list of tests, for the formats that know tests and no verdicts.
#pragma once

#include <string>
#include <vector>

#include "grader/report/report_set.hpp"

namespace threadmark::report {

/// `error` is never the student's doing: the grader failed.
enum class CaseState { passed, failed, skipped, error };

/// One test: a check of the lesson, or (`synthetic`) what stands for a verdict that is about no check: `build`,
/// `submission` (rejected), `grading` (grader error). Points into the grade that it was made of.
struct Case {
  std::string id;
  std::string title;
  CaseState state = CaseState::passed;
  double points = 0;
  double max_points = 0;
  bool bonus = false;
  bool implied = false;
  bool synthetic = false;
  std::string kind;     ///< of the first finding, else the verdict; empty for what passed
  std::string message;  ///< what is wrong, or why it was skipped, in one line; empty for what passed
  std::string hint;
  Location where;  ///< of the first finding
  std::vector<const Finding*> findings;
};

/// Which of the rules that hold in every lesson are told: all, or only broken ones.
enum class Implied { all, broken };

/// The tests of a grade, in the order of its checks. A build error, a rejection and a grader error begin with a
/// synthetic test that says so, and all checks are skipped. A bonus that was not reached is skipped where the verdict
/// is passed: nothing failed. Findings that belong to no check stand in none.
std::vector<Case> cases_of(const Grade& grade, Implied implied, const Style& style);

/// Everything about a test that did not pass, in lines of plain text: findings with places, interleaving and replay
/// command, then the hint. Safe for logs.
std::string case_text(const Case& one, const Graded& graded, const Style& style);

/// The warnings and what a person should look at, in lines of plain text; nothing when there are none.
std::string notes_text(const Grade& grade, const Style& style);

/// "failed, 4.5 of 10 points"; without a score where there is none.
std::string verdict_text(const Grade& grade, const Style& style);

/// Whether a finding costs nothing that is needed: a warning, or about a bonus.
bool is_extra(const Grade& grade, const Finding& finding);

/// The command that runs a finding's interleaving again, or nothing.
std::string replay_command(const Finding& finding);

}  // namespace threadmark::report
