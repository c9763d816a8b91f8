// Grades that tests of reports show.
#pragma once

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

}  // namespace threadmark::report
