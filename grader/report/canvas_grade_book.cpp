// The grade book that Canvas exports and imports (Grades, Export; its columns as in Canvas' own exporter).
#include <algorithm>
#include <array>
#include <set>

#include "grader/report/grade_book_filling.hpp"

namespace threadmark::report {
namespace {

constexpr std::size_t nowhere = static_cast<std::size_t>(-1);

std::string trimmed(std::string_view text) {
  const std::size_t first = text.find_first_not_of(" \t");
  return first == std::string_view::npos ? std::string()
                                         : std::string(text.substr(first, text.find_last_not_of(" \t") - first + 1));
}

std::string lower(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
  return text;
}

bool is_digits(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

/// "Counter race (123)" without the number that Canvas puts behind; nothing where there is none: no assignment.
std::string assignment_title(const std::string& head) {
  const std::size_t open = head.rfind(" (");
  if (open == std::string::npos || !head.ends_with(')')) return {};
  const std::string number = head.substr(open + 2, head.size() - open - 3);
  return is_digits(number) ? trimmed(head.substr(0, open)) : std::string();
}

/// Where Canvas' columns stand in a file.
class CanvasLayout {
 public:
  static Result<CanvasLayout> of(const csv::Sheet& sheet) {
    CanvasLayout layout(sheet);
    const bool has_name = layout.head("Student") != nowhere || layout.head("LastName") != nowhere;
    if (!has_name || layout.head("ID") == nowhere || layout.head("Section") == nowhere)
      return fail(
          input_error("line 1, column 1: no grade book of Canvas: its first line begins with Student, ID and has "
                      "Section; this one begins with `" +
                      trimmed(sheet.value(0, 0)) + "`"));
    for (std::size_t row = 1; row < std::min<std::size_t>(sheet.rows(), 4); ++row)
      if (trimmed(sheet.value(row, 0)) == "Points Possible") layout.points_row_ = row;
    return layout;
  }

  /// The column of that head, or nowhere.
  std::size_t head(std::string_view name) const {
    for (std::size_t i = 0; i < sheet_.columns(0); ++i)
      if (trimmed(sheet_.value(0, i)) == name) return i;
    return nowhere;
  }

  std::size_t points_row() const { return points_row_; }

  std::string points(std::size_t column) const {
    return points_row_ == nowhere ? std::string() : trimmed(sheet_.value(points_row_, column));
  }

  bool is_read_only(std::size_t column) const { return points(column).starts_with("("); }

  /// The columns of assignments, by their titles in small letters.
  std::vector<std::pair<std::size_t, std::string>> assignments() const {
    std::vector<std::pair<std::size_t, std::string>> all;
    for (std::size_t i = 0; i < sheet_.columns(0); ++i)
      if (const std::string title = assignment_title(trimmed(sheet_.value(0, i))); !title.empty() && !is_read_only(i))
        all.emplace_back(i, lower(title));
    return all;
  }

  std::string assignment_list() const {
    std::string text;
    for (const auto& [column, title] : assignments())
      text += (text.empty() ? "`" : ", `") + trimmed(sheet_.value(0, column)) + "`";
    return text.empty() ? "none" : text;
  }

  std::string text(std::size_t row, std::string_view name) const {
    const std::size_t column = head(name);
    return column == nowhere ? std::string() : trimmed(sheet_.value(row, column));
  }

 private:
  explicit CanvasLayout(const csv::Sheet& sheet) : sheet_(sheet) {}

  const csv::Sheet& sheet_;
  std::size_t points_row_ = nowhere;
};

/// A lesson and the column that it fills.
struct Target {
  ClassLesson lesson;
  std::size_t column;
};

Result<std::vector<Target>> chosen_target(const CanvasLayout& layout, const std::vector<ClassLesson>& lessons,
                                          const std::string& name) {
  if (lessons.size() != 1)
    return fail(input_error("the results hold " + std::to_string(lessons.size()) +
                            " lessons: say with --lesson which one goes into the column `" + name + "`"));
  for (const auto& [column, title] : layout.assignments())
    if (column == layout.head(name) || title == lower(name)) return std::vector<Target>{{lessons.front(), column}};
  return fail(
      input_error("line 1: no assignment's column is called `" + name + "`; there are " + layout.assignment_list()));
}

Result<std::vector<Target>> targets_of(const CanvasLayout& layout, const std::vector<ClassLesson>& lessons,
                                       const std::string& name) {
  if (!name.empty()) return chosen_target(layout, lessons, name);
  std::vector<Target> targets;
  for (const ClassLesson& lesson : lessons) {
    std::vector<std::size_t> columns;
    for (const auto& [column, title] : layout.assignments())
      if (title == lower(lesson.id) || title == lower(lesson.title)) columns.push_back(column);
    if (columns.size() > 1)
      return fail(input_error("line 1: several columns are called like the lesson `" + lesson.id +
                              "`: say with --column which one"));
    if (columns.size() == 1) targets.push_back({lesson, columns.front()});
  }
  if (targets.empty())
    return fail(input_error("line 1: no column is called like a lesson: say with --column which one; there are " +
                            layout.assignment_list()));
  return targets;
}

RowIdentity identity_of(const CanvasLayout& layout, std::size_t row) {
  RowIdentity who;
  who.platform_id = layout.text(row, "ID");
  who.sid = layout.text(row, "SIS User ID");
  who.login = layout.text(row, "SIS Login ID");
  if (who.login.find('@') != std::string::npos) who.email = who.login;
  who.name = layout.text(row, "Student");
  if (who.name.empty()) who.name = layout.text(row, "LastName") + ", " + layout.text(row, "FirstName");
  return who;
}

/// Rows above the students (points, "Manual Posting"), and Canvas' own test student.
bool is_student(const CanvasLayout& layout, std::size_t row) {
  const bool is_test = layout.text(row, "Student") == "Student, Test" ||
                       (layout.text(row, "LastName") == "Student" && layout.text(row, "FirstName") == "Test");
  return is_digits(layout.text(row, "ID")) && !is_test;
}

GradeCell cell_of(const CanvasLayout& layout, const csv::Sheet& sheet, std::size_t row, const Target& target) {
  GradeCell cell{target.column, target.lesson.id, decimal_number(layout.points(target.column)).value_or(0), false, {}};
  const std::string before = lower(trimmed(sheet.value(row, target.column)));
  if (before == "ex") cell.keeps = "is excused (EX)";
  if (before == "n/a") cell.keeps = "is not assigned to the student (N/A)";
  return cell;
}

}  // namespace

Result<FilledGradeBook> fill_canvas(const ClassResult& result, std::string_view file, const GradeBookChoice& choice) {
  const ClassScores scores = class_scores(result);
  const auto lessons = lessons_of(scores, choice.lesson);
  if (!lessons) return fail(lessons.error());
  auto sheet = csv::Sheet::read(std::string(file));
  if (!sheet) return fail(sheet.error());
  const csv::Sheet original = *sheet;
  const auto layout = CanvasLayout::of(original);
  if (!layout) return fail(layout.error());
  const auto targets = targets_of(*layout, *lessons, choice.column);
  if (!targets) return fail(targets.error());
  GradeBookFilling filling(scores, *std::move(sheet), result.shape == "canvas");
  std::vector<std::string> ids;
  for (const Target& target : *targets) {
    ids.push_back(target.lesson.id);
    if (layout->points(target.column).find(',') != std::string::npos) filling.use_decimal_mark(',');
  }
  for (std::size_t row = 1; row < original.rows(); ++row) {
    if (!is_student(*layout, row)) continue;
    std::vector<GradeCell> cells;
    for (const Target& target : *targets)
      cells.push_back(cell_of(*layout, original, row, target));
    filling.row(row, identity_of(*layout, row), cells);
  }
  return filling.finish(ids);
}

}  // namespace threadmark::report
