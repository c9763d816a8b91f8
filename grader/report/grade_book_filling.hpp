// Fills cells of an exported grade book and keeps account of it.
#pragma once

#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "grader/formats/csv/sheet.hpp"
#include "grader/report/class_scores.hpp"
#include "grader/report/grade_book.hpp"
#include "grader/report/roster.hpp"

namespace threadmark::report {

/// A number as spreadsheets write it, with a point or a comma as decimal mark, or nothing.
std::optional<double> decimal_number(std::string_view cell);

/// A cell that is to be filled with a lesson's score, scaled from the lesson's maximum to `maximum` (0: as it is);
/// `caps` cuts what lies above. `keeps` says why the cell stays as it is, where it does.
struct GradeCell {
  std::size_t column = 0;
  std::string lesson;
  double maximum = 0;
  bool caps = false;
  std::string keeps;
};

/// One filling of one file.
class GradeBookFilling {
 public:
  /// `platform_ids`: whether the class's platform numbers are this file's.
  GradeBookFilling(const ClassScores& scores, csv::Sheet sheet, bool platform_ids);

  const csv::Sheet& sheet() const { return sheet_; }

  /// Scores are written with that decimal mark.
  void use_decimal_mark(char mark) { decimal_mark_ = mark; }

  /// Fills the cells of a student's row, or notes that nobody in the results is meant.
  void row(std::size_t row, const RowIdentity& identity, const std::vector<GradeCell>& cells);

  /// The new text and the account; an input error when no row of the file is about anybody in the results.
  Result<FilledGradeBook> finish(const std::vector<std::string>& lessons);

 private:
  void cell(std::size_t row, const std::string& who, const StudentScores& student, const GradeCell& cell);

  const ClassScores& scores_;
  csv::Sheet sheet_;
  Roster roster_;
  char decimal_mark_ = '.';
  std::size_t rows_ = 0;
  std::size_t filled_ = 0;
  std::set<std::size_t> found_;
  std::vector<std::string> only_in_file_;
  std::vector<std::string> by_name_;
  std::vector<std::string> changed_;
  std::vector<std::string> kept_;
  std::vector<std::string> without_score_;
  std::vector<std::string> scaled_;
};

/// The lessons that a choice asks for: that one, or all; an input error names those that there are.
Result<std::vector<ClassLesson>> lessons_of(const ClassScores& scores, const std::string& lesson);

}  // namespace threadmark::report
