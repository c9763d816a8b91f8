// A class's results as one score for each student and lesson.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "grader/model/class_result.hpp"

namespace threadmark::report {

/// A student's score for one lesson. Without a score, `why` says in words why there is none; it is never a zero then.
struct LessonScore {
  std::optional<double> score;
  double max_score = 0;
  bool by_hand = false;
  std::string why;
};

/// A lesson of the class.
struct ClassLesson {
  std::string id;
  std::string title;
  double max_score = 0;
};

/// A student with the scores by the lesson's id.
struct StudentScores {
  Student student;
  std::map<std::string, LessonScore> lessons;
};

/// All students in the order of their names, and all lessons in the order of their ids. A score by hand outranks the
/// computed one, also where the grader failed; of several submissions of one student for one lesson the best counts,
/// and `notes` says so.
struct ClassScores {
  std::vector<StudentScores> students;
  std::vector<ClassLesson> lessons;
  std::vector<std::string> notes;
};

/// Collects them. Students are the same when their keys are.
ClassScores class_scores(const ClassResult& result);

/// A score with at most two decimals, with `mark` as decimal mark.
std::string score_text(double score, char mark = '.');

}  // namespace threadmark::report
