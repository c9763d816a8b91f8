// Lays findings out as GitLab's issues.
#include "grader/report/code_quality_report.hpp"

#include <algorithm>

#include "grader/formats/json/json.hpp"
#include "grader/report/cases.hpp"
#include "grader/report/escape.hpp"
#include "grader/report/fingerprint.hpp"
#include "grader/words/words.hpp"

namespace threadmark::report {
namespace {

using json::Array;
using json::Object;
using json::Value;

/// GitLab knows info, minor, major, critical and blocker.
std::string_view severity_of(const Finding& finding, const Grade& grade) {
  if (is_extra(grade, finding)) return "minor";
  return finding.kind == FindingKind::build_error ? "blocker" : "critical";
}

Value issue(const std::string& description, std::string_view check, std::string_view severity,
            const std::string& fingerprint, const std::string& file, int line) {
  return Object{{"description", description},
                {"check_name", check},
                {"fingerprint", fingerprint},
                {"severity", severity},
                {"location", Object{{"path", log_line(file)}, {"lines", Object{{"begin", std::max(1, line)}}}}}};
}

/// GitLab drops an issue without a path; what is about no place stands at the first file.
std::string file_of(const Grade& grade, const Location& where) {
  if (!where.file.empty()) return where.file;
  return grade.files.empty() ? grade.submission : grade.files.front();
}

}  // namespace

std::string code_quality_grades(std::span<const Graded> graded, const Style& style) {
  Array issues;
  Fingerprints fingerprints;
  for (const Graded& one : graded) {
    const Grade& grade = one.grade;
    for (const Finding& finding : grade.findings) {
      const std::string text = std::string(words::about(finding.kind, style.language).title) + ": " +
                               log_line(words::render(finding.message, style.language));
      issues.push_back(issue(text, name_of(finding.kind), severity_of(finding, grade), fingerprints.of(one, finding),
                             file_of(grade, finding.where), finding.where.line));
    }
    const bool is_untold =
        grade.verdict == Verdict::grader_error || (grade.verdict == Verdict::rejected && grade.findings.empty());
    if (!is_untold) continue;
    const Case said = cases_of(grade, Implied::broken, style).front();
    issues.push_back(issue(said.title + ": " + said.message, name_of(grade.verdict),
                           grade.verdict == Verdict::grader_error ? "info" : "blocker",
                           fingerprints.of(one, name_of(grade.verdict)), file_of(grade, {}), 1));
  }
  return json::write(issues) + "\n";
}

}  // namespace threadmark::report
