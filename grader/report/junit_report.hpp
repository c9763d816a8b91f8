// Results as JUnit XML, in two dialects.
#pragma once

#include <span>
#include <string>

#include "grader/report/report_set.hpp"

namespace threadmark::report {

/// The dialect of Jenkins' xunit plugin (its schema junit-10, and older ones): one suite a submission, one test a
/// check. Errors are the grader's, failures the student's.
std::string junit_grades(std::span<const Graded> graded, const Style& style);

/// What GitLab reads besides: `file` and `line` of each test that failed.
std::string junit_gitlab_grades(std::span<const Graded> graded, const Style& style);

}  // namespace threadmark::report
