// What is known of a whole class: who handed in what, the grades, and what an instructor said over them.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "grader/model/grade.hpp"
#include "grader/model/submission.hpp"

namespace threadmark {

/// One person. `key` is unique in a class and stays the same from download to download; the rest is empty where the
/// source does not tell it.
struct Student {
  std::string key;
  std::string name;
  std::string platform_id;  ///< the platform's own number, as Canvas and Moodle put it into names
  std::string sid;          ///< the school's number
  std::string email;
};

/// A score that an instructor gave by hand; it stands beside the computed one and survives a regrade.
struct ManualScore {
  double score = 0;
  std::string reason;
  std::string author;
  std::string at;  ///< ISO 8601, UTC
};

/// A grade that a newer one has replaced.
struct PastGrade {
  std::string at;  ///< when it was graded: ISO 8601, UTC
  Verdict verdict = Verdict::grader_error;
  std::optional<double> score;
  double max_score = 0;
};

/// One submission with its current grade. Several students share it where a group handed in. `manual` outranks
/// `grade.score` wherever one number is asked for.
struct GradedSubmission {
  std::int64_t id = 0;  ///< unique in its store
  std::string lesson_title;
  std::vector<Student> students;
  std::string source;  ///< the path, inside what the instructor gave, that it came from
  bool late = false;
  Grade grade;
  std::vector<SubmittedFile> files;
  std::vector<std::string> ignored;
  std::optional<ManualScore> manual;
  std::string graded_at;           ///< ISO 8601, UTC
  std::vector<PastGrade> history;  ///< older grades, the newest first
};

/// Somebody without a grade, and why in words.
struct Ungraded {
  Student student;
  std::string lesson;
  std::string why;
};

/// A class as reports see it: the newest grade of each submission, in order of name and lesson.
struct ClassResult {
  std::string source;
  std::string shape;  ///< "folder", "canvas", "moodle", "gradescope", "classroom"
  std::vector<GradedSubmission> submissions;
  std::vector<Ungraded> ungraded;
};

}  // namespace threadmark
