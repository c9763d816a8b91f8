// The plain grade book.
#include "grader/report/grade_book.hpp"

#include "grader/base/safe_text.hpp"
#include "grader/formats/csv/csv.hpp"
#include "grader/report/class_scores.hpp"

namespace threadmark::report {
namespace {

void remark(std::string& remarks, const std::string& text) {
  remarks += (remarks.empty() ? "" : "; ") + text;
}

csv::Row row_of(const StudentScores& scores, const std::vector<ClassLesson>& lessons) {
  const Student& student = scores.student;
  csv::Row row = {terminal_safe(student.name), terminal_safe(student.sid), terminal_safe(student.email),
                  terminal_safe(student.platform_id)};
  double total = 0;
  bool is_known = false;
  bool grader_failed = false;
  std::string remarks;
  for (const ClassLesson& lesson : lessons) {
    const auto found = scores.lessons.find(lesson.id);
    if (found == scores.lessons.end()) {
      row.emplace_back();
      continue;
    }
    const LessonScore& score = found->second;
    row.push_back(score.score ? score_text(*score.score) : std::string());
    total += score.score.value_or(0);
    is_known = is_known || score.score;
    // The grader failed here (who handed in nothing has no maximum): a sum without it would look like a result.
    if (!score.score && score.max_score > 0) grader_failed = true;
    if (score.by_hand) remark(remarks, lesson.id + ": by hand");
    if (!score.score) remark(remarks, lesson.id + ": no score: " + terminal_safe(score.why));
  }
  row.push_back(is_known && !grader_failed ? score_text(total) : std::string());
  row.push_back(remarks);
  return row;
}

}  // namespace

std::string grade_book_csv(const ClassResult& result) {
  const ClassScores scores = class_scores(result);
  csv::Row head = {"Name", "SID", "Email", "Platform ID"};
  for (const ClassLesson& lesson : scores.lessons)
    head.push_back(lesson.id + (lesson.max_score > 0 ? " (of " + score_text(lesson.max_score) + ")" : std::string()));
  head.insert(head.end(), {"Total", "Remarks"});
  std::vector<csv::Row> rows = {head};
  for (const StudentScores& student : scores.students)
    rows.push_back(row_of(student, scores.lessons));
  return csv::write(rows);
}

}  // namespace threadmark::report
