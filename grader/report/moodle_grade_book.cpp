// The offline grading worksheet of a Moodle assignment (its columns as in Moodle's own importer).
#include <algorithm>

#include "grader/report/grade_book_filling.hpp"

namespace threadmark::report {
namespace {

constexpr std::size_t nowhere = static_cast<std::size_t>(-1);

std::string lower(std::string_view text) {
  std::string out(text);
  std::transform(out.begin(), out.end(), out.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
  return out;
}

/// Where Moodle's columns stand in a file.
class MoodleLayout {
 public:
  static Result<MoodleLayout> of(const csv::Sheet& sheet, const std::string& grade_column) {
    MoodleLayout layout(sheet);
    layout.grade = layout.head(grade_column.empty() ? "Grade" : grade_column);
    if (layout.head("Identifier") == nowhere)
      return fail(
          input_error("line 1, column 1: no grading worksheet of Moodle: its first line has the column Identifier "
                      "(of an assignment: View all submissions, Download grading worksheet, in English); this one "
                      "begins with `" +
                      std::string(sheet.value(0, 0)) + "`"));
    if (layout.grade == nowhere)
      return fail(input_error("line 1: it has no column `" + (grade_column.empty() ? "Grade" : grade_column) +
                              "`; there are " + layout.all_heads()));
    if (layout.head("Last modified (grade)") == nowhere)
      return fail(
          input_error("line 1: the column `Last modified (grade)` is missing, without which Moodle refuses the "
                      "worksheet; export it anew"));
    return layout;
  }

  std::string text(std::size_t row, std::string_view name) const {
    const std::size_t column = head(name);
    return column == nowhere ? std::string() : std::string(sheet_.value(row, column));
  }

  std::size_t grade = nowhere;

 private:
  explicit MoodleLayout(const csv::Sheet& sheet) : sheet_(sheet) {}

  std::size_t head(std::string_view name) const {
    for (std::size_t i = 0; i < sheet_.columns(0); ++i)
      if (lower(sheet_.value(0, i)) == lower(name)) return i;
    return nowhere;
  }

  std::string all_heads() const {
    std::string text;
    for (std::size_t i = 0; i < sheet_.columns(0); ++i)
      text += (text.empty() ? "`" : ", `") + std::string(sheet_.value(0, i)) + "`";
    return text;
  }

  const csv::Sheet& sheet_;
};

/// The number at the end of "Participant 1234", which downloads of submissions carry too.
std::string participant(const std::string& identifier) {
  const std::size_t last = identifier.find_last_not_of("0123456789");
  return last == std::string::npos ? identifier : identifier.substr(last + 1);
}

RowIdentity identity_of(const MoodleLayout& layout, std::size_t row) {
  return {participant(layout.text(row, "Identifier")), layout.text(row, "Email address"), layout.text(row, "ID number"),
          layout.text(row, "Username"), layout.text(row, "Full name")};
}

Result<ClassLesson> the_lesson(const std::vector<ClassLesson>& lessons) {
  if (lessons.size() == 1) return lessons.front();
  std::string known;
  for (const ClassLesson& lesson : lessons)
    known += (known.empty() ? "" : ", ") + lesson.id;
  return fail(input_error("a worksheet of Moodle is of one assignment, and the results hold " +
                          std::to_string(lessons.size()) + " lessons (" + known + "): say with --lesson which one"));
}

}  // namespace

Result<FilledGradeBook> fill_moodle(const ClassResult& result, std::string_view file, const GradeBookChoice& choice) {
  const ClassScores scores = class_scores(result);
  const auto lessons = lessons_of(scores, choice.lesson);
  if (!lessons) return fail(lessons.error());
  const auto lesson = the_lesson(*lessons);
  if (!lesson) return fail(lesson.error());
  auto sheet = csv::Sheet::read(std::string(file));
  if (!sheet) return fail(sheet.error());
  const csv::Sheet original = *sheet;
  const auto layout = MoodleLayout::of(original, choice.column);
  if (!layout) return fail(layout.error());
  GradeBookFilling filling(scores, *std::move(sheet), result.shape == "moodle");
  for (std::size_t row = 1; row < original.rows(); ++row) {
    if (layout->text(row, "Identifier").empty()) continue;
    const std::string maximum = layout->text(row, "Maximum Grade");
    if (maximum.find(',') != std::string::npos) filling.use_decimal_mark(',');
    const auto points = decimal_number(maximum);
    if (!maximum.empty() && !points)
      return fail(input_error("line " + std::to_string(original.line(row)) + ": the maximum grade `" + maximum +
                              "` is no number: this assignment is graded by a scale, not by points"));
    GradeCell cell{layout->grade, lesson->id, points.value_or(0), true, {}};
    if (lower(layout->text(row, "Grade can be changed")) == "no") cell.keeps = "Moodle says that it can not be changed";
    filling.row(row, identity_of(*layout, row), {cell});
  }
  return filling.finish({lesson->id});
}

}  // namespace threadmark::report
