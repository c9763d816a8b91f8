// The first page: the class at a glance, who has no grade, and the table of students.
#pragma once

#include <string>
#include <vector>

#include "grader/model/class_result.hpp"
#include "grader/report/html/class_figures.hpp"
#include "grader/report/html/page_parts.hpp"

namespace threadmark::report::html {

/// Takes the submissions one by one, in the order of the table, so that only their rows are kept.
class ClassPage {
 public:
  explicit ClassPage(const HtmlSettings& settings) : settings_(settings), rows_(element("tbody")) {}

  void add(const GradedSubmission& submission);
  void add(const Ungraded& ungraded) { ungraded_.push_back(ungraded); }

  /// The whole page. `people` is how many students the class has.
  std::string page(std::size_t people) const;

 private:
  struct Problem {
    std::int64_t id;
    std::string name;
    std::string lesson;
    std::string why;
  };

  LessonFigures& figures_of(const GradedSubmission& submission);
  std::string lesson_title(const std::string& id) const;
  Node glance(std::size_t people) const;
  Node lessons() const;
  Node without_grade() const;
  Node grader_errors() const;
  Node students() const;

  const HtmlSettings& settings_;
  std::vector<LessonFigures> lessons_;
  std::vector<Ungraded> ungraded_;
  std::vector<Problem> grader_errors_;
  Node rows_;
};

}  // namespace threadmark::report::html
