// Grade books of a class: a plain one, and those that an instructor exported from Canvas or Moodle, filled in.
#pragma once

#include <string>
#include <string_view>

#include "grader/base/result.hpp"
#include "grader/model/class_result.hpp"

namespace threadmark::report {

/// A plain grade book as CSV: a row a student, a column a lesson, their sum, and remarks. Who has no score has an empty
/// cell, and the remark says why; where the grader failed there is no sum either.
std::string grade_book_csv(const ClassResult& result);

/// Which column is filled, and from which lesson; empty: as the titles say.
struct GradeBookChoice {
  std::string column;
  std::string lesson;
};

/// The filled file, byte for byte the old one but for the cells that were filled, and what the instructor should know:
/// what was filled and kept, who is in the file alone, who in the results alone, who has no score.
struct FilledGradeBook {
  std::string text;
  std::string summary;
};

/// Fills the grade book that Canvas exported: for each lesson the column of its title (or id), or the chosen one. Rows
/// that are no students, the test student, and cells that say `EX` or `N/A` stay as they are. Scores are scaled to the
/// column's points. An input error says where the file is no such export, or which columns there are.
Result<FilledGradeBook> fill_canvas(const ClassResult& result, std::string_view file, const GradeBookChoice& choice);

/// Fills the grading worksheet that Moodle exported from one assignment. Rows whose grade can not be changed stay.
Result<FilledGradeBook> fill_moodle(const ClassResult& result, std::string_view file, const GradeBookChoice& choice);

}  // namespace threadmark::report
