// Fills and counts.
#include "grader/report/grade_book_filling.hpp"

#include <algorithm>
#include <charconv>

#include "grader/report/paint.hpp"

namespace threadmark::report {
namespace {

/// Longer lists are counted at their end.
constexpr std::size_t most_listed = 50;

std::string list(const std::string& title, const std::vector<std::string>& items) {
  if (items.empty()) return {};
  std::string text = title + " (" + std::to_string(items.size()) + "):\n";
  for (std::size_t i = 0; i < std::min(items.size(), most_listed); ++i)
    text += "  " + line(items[i]) + "\n";
  if (items.size() > most_listed) text += "  … and " + std::to_string(items.size() - most_listed) + " more\n";
  return text;
}

std::string name_of_row(const RowIdentity& row) {
  for (const std::string* text : {&row.name, &row.email, &row.login, &row.sid, &row.platform_id})
    if (!text->empty()) return *text;
  return "a row without a name";
}

std::string name_of_student(const Student& student) {
  return student.name.empty() ? student.key : student.name;
}

}  // namespace

std::optional<double> decimal_number(std::string_view cell) {
  std::string text(cell);
  text.erase(std::remove(text.begin(), text.end(), ' '), text.end());
  if (std::count(text.begin(), text.end(), ',') == 1 && text.find('.') == std::string::npos)
    std::replace(text.begin(), text.end(), ',', '.');
  double value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return value;
}

GradeBookFilling::GradeBookFilling(const ClassScores& scores, csv::Sheet sheet, bool platform_ids)
    : scores_(scores), sheet_(std::move(sheet)), roster_(scores, platform_ids) {}

void GradeBookFilling::row(std::size_t row, const RowIdentity& identity, const std::vector<GradeCell>& cells) {
  ++rows_;
  const std::string who = name_of_row(identity);
  const std::string place = "line " + std::to_string(sheet_.line(row)) + ": " + who;
  const RosterMatch match = roster_.find(identity);
  if (match.by == MatchedBy::nothing) {
    only_in_file_.push_back(place + (match.problem.empty() ? "" : " (" + match.problem + ")"));
    return;
  }
  const StudentScores& student = scores_.students[match.student];
  if (!found_.insert(match.student).second) {
    only_in_file_.push_back(place + " (a row above is " + name_of_student(student.student) + " already)");
    return;
  }
  if (match.by == MatchedBy::name) by_name_.push_back(who + " is " + name_of_student(student.student));
  for (const GradeCell& one : cells)
    cell(row, who, student, one);
}

void GradeBookFilling::cell(std::size_t row, const std::string& who, const StudentScores& student,
                            const GradeCell& cell) {
  const auto found = student.lessons.find(cell.lesson);
  if (found == student.lessons.end()) return;
  const LessonScore& score = found->second;
  if (!score.score) {
    without_score_.push_back(who + ", " + cell.lesson + ": " + score.why);
    return;
  }
  if (!cell.keeps.empty()) {
    kept_.push_back(who + ", " + cell.lesson + ": " + cell.keeps);
    return;
  }
  if (cell.column >= sheet_.columns(row)) {
    kept_.push_back(who + ": the row is too short (line " + std::to_string(sheet_.line(row)) + ")");
    return;
  }
  double points = *score.score;
  if (cell.maximum > 0 && score.max_score > 0 && cell.maximum != score.max_score) {
    points *= cell.maximum / score.max_score;
    const std::string note =
        cell.lesson + ": from " + score_text(score.max_score) + " to " + score_text(cell.maximum) + " points";
    if (std::find(scaled_.begin(), scaled_.end(), note) == scaled_.end()) scaled_.push_back(note);
  }
  if (cell.caps && cell.maximum > 0 && points > cell.maximum) {
    kept_.push_back(who + ", " + cell.lesson + ": " + score_text(points) + " is above the maximum, which is written");
    points = cell.maximum;
  }
  const std::string text = score_text(points, decimal_mark_);
  const std::string before(sheet_.value(row, cell.column));
  ++filled_;
  // The same number in other digits stays as it is.
  if (const auto old = decimal_number(before); old && score_text(*old) == score_text(points)) return;
  if (!before.empty() && before != "-")
    changed_.push_back(who + ", " + cell.lesson + ": " + before + " becomes " + text);
  sheet_.set(row, cell.column, text);
}

Result<FilledGradeBook> GradeBookFilling::finish(const std::vector<std::string>& lessons) {
  std::vector<std::string> only_in_results;
  for (std::size_t i = 0; i < scores_.students.size(); ++i) {
    const StudentScores& student = scores_.students[i];
    const bool concerns = std::any_of(lessons.begin(), lessons.end(),
                                      [&](const std::string& id) { return student.lessons.contains(id); });
    if (concerns && !found_.contains(i)) only_in_results.push_back(name_of_student(student.student));
  }
  if (found_.empty())
    return fail(input_error("none of its " + std::to_string(rows_) +
                            " students is in the results (compared by platform id, e-mail, school number, login and "
                            "name): is it the grade book of this class?"));
  std::string text = std::to_string(filled_) + (filled_ == 1 ? " cell" : " cells") + " filled; " +
                     std::to_string(found_.size()) + " of " + std::to_string(rows_) + " students matched\n";
  text += list("scaled to the points of the grade book", scaled_);
  text += list("changed: these had another grade", changed_);
  text += list("kept or cut", kept_);
  text += list("no score, cell left as it was", without_score_);
  text += list("matched by name alone", by_name_);
  text += list("in the grade book, but not in the results", only_in_file_);
  text += list("in the results, but not in the grade book", only_in_results);
  text += list("note", scores_.notes);
  return FilledGradeBook{sheet_.text(), text};
}

Result<std::vector<ClassLesson>> lessons_of(const ClassScores& scores, const std::string& lesson) {
  if (lesson.empty()) return scores.lessons;
  std::string known;
  for (const ClassLesson& one : scores.lessons) {
    if (one.id == lesson) return std::vector<ClassLesson>{one};
    known += (known.empty() ? "" : ", ") + one.id;
  }
  return fail(input_error("the results have no lesson `" + lesson + "`; there " +
                          (known.empty() ? std::string("is none") : "are " + known)));
}

}  // namespace threadmark::report
