// The table of report formats.
#include "grader/report/report_set.hpp"

#include <array>

#include "grader/report/json_report.hpp"
#include "grader/report/text_report.hpp"

namespace threadmark::report {
namespace {

constexpr std::array<ReportFormat, 2> formats = {{
    {"text", text_grades, text_exploration},
    {"json", json_grades, json_exploration},
}};

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
