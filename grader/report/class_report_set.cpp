// The table of a class's outputs: a new one is one file here and one row.
#include "grader/report/class_report_set.hpp"

#include "grader/report/grade_book_file.hpp"

namespace threadmark::report {
namespace {

constexpr ClassReport reports[] = {
    {"--csv", "FILE", "A plain grade book into this file", write_grade_book},
    {"--canvas", "FILE", "Fill the grade book that Canvas exported, into --output or NAME.graded.csv", write_canvas},
    {"--moodle", "FILE", "Fill the grading worksheet that Moodle exported, into --output or NAME.graded.csv",
     write_moodle},
};

}  // namespace

std::span<const ClassReport> class_report_set() {
  return reports;
}

}  // namespace threadmark::report
