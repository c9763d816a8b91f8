// Grades that tests of reports show.
#pragma once

#include <string>
#include <vector>

#include "grader/report/report_set.hpp"

namespace threadmark::report {

/// A failed one with a data race, its interleaving, a skipped check and a warning.
Graded racy_grade();

/// One that passed everything, with a bonus and every schedule explored.
Graded passed_grade();

/// One that does not compile.
Graded unbuilt_grade();

/// One that could not be graded.
Graded ungraded_grade();

/// One whose every text comes from somebody who wants to do harm.
Graded hostile_grade();

/// One that a policy forbids, and one that was not even taken in.
Graded rejected_grade();
Graded refused_grade();

/// One that passed without reaching its bonus.
Graded bonus_grade();

/// One with a schedule of two processes and three threads.
Graded processes_grade();

/// One with a schedule of 400 steps.
Graded long_grade();

/// One with 60 findings.
Graded crowded_grade();

/// One in which every text that can come from elsewhere is this one.
Graded grade_full_of(const std::string& text);

/// Texts that try to be markup, commands or formulas somewhere.
const std::vector<std::string>& harmful_texts();

}  // namespace threadmark::report
