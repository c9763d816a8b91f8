// A class on the terminal: the table of grades, who handed in what, a student's history, what changed.
#pragma once

#include <iosfwd>
#include <string>
#include <vector>

#include "grader/base/result.hpp"
#include "grader/model/class_result.hpp"
#include "grader/store/class_view.hpp"

namespace threadmark::app {

/// One line a submission, then those without a grade and the sums.
void print_class(const ClassResult& result, int width, std::ostream& out);

/// One line a submission: what was taken and what was left aside.
void print_sources(const ClassResult& result, std::ostream& out);

/// All grades of one submission, oldest first, and the scores that instructors set.
void print_history(const store::SubmissionRow& submission, const std::vector<store::HistoryRow>& grades,
                   const std::vector<store::ScoreRow>& scores, std::ostream& out);

/// What differs between two states of a class: whose grade, by how much, and which check is the cause. Gives how many
/// differ.
int print_difference(const std::vector<store::StateRow>& before, const std::vector<store::StateRow>& after,
                     std::ostream& out);

/// A score as people write it: at most two decimals, none where there are none.
std::string score_text(double score);

}  // namespace threadmark::app
