// The table of report formats.
#include "grader/report/report_set.hpp"

#include "grader/report/code_quality_report.hpp"
#include "grader/report/ctrf_report.hpp"
#include "grader/report/exercism_report.hpp"
#include "grader/report/gradescope_report.hpp"
#include "grader/report/json_report.hpp"
#include "grader/report/junit_report.hpp"
#include "grader/report/markdown_report.hpp"
#include "grader/report/sarif_report.hpp"
#include "grader/report/tap_report.hpp"
#include "grader/report/text_report.hpp"

namespace threadmark::report {
namespace {

constexpr ReportFormat formats[] = {
    {"text", text_grades, text_exploration},
    {"json", json_grades, json_exploration},
    {"junit", junit_grades, nullptr},
    {"junit-gitlab", junit_gitlab_grades, nullptr},
    {"sarif", sarif_grades, sarif_exploration},
    {"ctrf", ctrf_grades, nullptr},
    {"tap", tap_grades, nullptr},
    {"gradescope", gradescope_grades, nullptr, true},
    {"gitlab-codequality", code_quality_grades, nullptr},
    {"exercism", exercism_grades, nullptr, true},
    {"markdown", markdown_summary, nullptr},
};

}  // namespace

std::span<const ReportFormat> report_set() {
  return formats;
}

const ReportFormat* report_named(std::string_view name) {
  for (const ReportFormat& format : formats)
    if (format.name == name) return &format;
  return nullptr;
}

}  // namespace threadmark::report
