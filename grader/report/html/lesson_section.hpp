// One lesson on the first page: its scores, its checks, what was found most.
#pragma once

#include "grader/report/html/class_figures.hpp"
#include "grader/report/html/page_parts.hpp"

namespace threadmark::report::html {

/// The section with the charts of that lesson.
Node lesson_section(const LessonFigures& lesson, const HtmlSettings& settings);

/// The parts of a lesson's submissions by verdict, as one bar with its words.
Node verdict_bar(const LessonFigures& lesson, const HtmlSettings& settings);

}  // namespace threadmark::report::html
