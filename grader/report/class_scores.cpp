// Collects the scores of a class.
#include "grader/report/class_scores.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <tuple>

namespace threadmark::report {
namespace {

LessonScore score_of(const GradedSubmission& submission) {
  LessonScore made;
  made.max_score = submission.grade.max_score;
  if (submission.manual) {
    made.score = submission.manual->score;
    made.by_hand = true;
  } else if (submission.grade.verdict == Verdict::grader_error || !submission.grade.score) {
    made.why = submission.grade.problem.empty() ? "the grader failed" : submission.grade.problem;
  } else {
    made.score = submission.grade.score;
  }
  return made;
}

/// Whether `one` counts before `other`: a score by hand before a computed one, a better one before a worse, any before
/// none.
bool outranks(const LessonScore& one, const LessonScore& other) {
  const auto rank = [](const LessonScore& s) { return std::tuple(s.score && s.by_hand, s.score.has_value(), s.score); };
  return rank(one) > rank(other);
}

class Collection {
 public:
  StudentScores& student(const Student& student) {
    const auto [place, is_new] = by_key_.try_emplace(student.key, StudentScores{student, {}});
    return place->second;
  }

  void lesson(const std::string& id, const std::string& title, double max_score) {
    ClassLesson& lesson = lessons_[id];
    lesson.id = id;
    if (lesson.title.empty()) lesson.title = title;
    lesson.max_score = std::max(lesson.max_score, max_score);
  }

  void add(const Student& who, const std::string& lesson, LessonScore score) {
    auto& scores = student(who).lessons;
    const auto [place, is_new] = scores.try_emplace(lesson, score);
    if (is_new) return;
    if (outranks(score, place->second)) place->second = std::move(score);
    notes.push_back(who.name + ": several submissions for " + lesson + "; the best counts");
  }

  ClassScores take() {
    ClassScores all;
    for (auto& [key, scores] : by_key_)
      all.students.push_back(std::move(scores));
    std::sort(all.students.begin(), all.students.end(), [](const StudentScores& a, const StudentScores& b) {
      return std::tie(a.student.name, a.student.key) < std::tie(b.student.name, b.student.key);
    });
    for (auto& [id, lesson] : lessons_)
      all.lessons.push_back(std::move(lesson));
    all.notes = std::move(notes);
    return all;
  }

  std::vector<std::string> notes;

 private:
  std::map<std::string, StudentScores> by_key_;
  std::map<std::string, ClassLesson> lessons_;
};

}  // namespace

ClassScores class_scores(const ClassResult& result) {
  Collection all;
  for (const GradedSubmission& submission : result.submissions) {
    const Grade& grade = submission.grade;
    all.lesson(grade.lesson, submission.lesson_title, grade.max_score);
    for (const Student& student : submission.students)
      all.add(student, grade.lesson, score_of(submission));
  }
  for (const Ungraded& ungraded : result.ungraded) {
    StudentScores& scores = all.student(ungraded.student);
    if (ungraded.lesson.empty()) continue;
    all.lesson(ungraded.lesson, "", 0);
    scores.lessons.try_emplace(ungraded.lesson, LessonScore{{}, 0, false, ungraded.why});
  }
  return all.take();
}

std::string score_text(double score, char mark) {
  std::array<char, 64> digits{};
  std::snprintf(digits.data(), digits.size(), "%.2f", std::round(score * 100) / 100);
  std::string text = digits.data();
  text.erase(text.find_last_not_of('0') + 1);
  if (text.ends_with('.')) text.pop_back();
  if (text == "-0") text = "0";
  std::replace(text.begin(), text.end(), '.', mark);
  return text;
}

}  // namespace threadmark::report
