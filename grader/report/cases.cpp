// Turns verdicts, checks and findings into tests.
#include "grader/report/cases.hpp"

#include <algorithm>
#include <cctype>
#include <string_view>

#include "grader/report/escape.hpp"
#include "grader/report/finding_text.hpp"
#include "grader/report/grade_text.hpp"
#include "grader/report/paint.hpp"
#include "grader/words/words.hpp"

namespace threadmark::report {
namespace {

/// More findings of one test than this are only counted.
constexpr std::size_t most_told = 10;

struct SyntheticCase {
  Verdict verdict;
  const char* id;
  CaseState state;
};

constexpr SyntheticCase synthetic_cases[] = {{Verdict::build_error, "build", CaseState::failed},
                                             {Verdict::rejected, "submission", CaseState::failed},
                                             {Verdict::grader_error, "grading", CaseState::error}};

CaseState state_of(const CheckResult& check, const Grade& grade) {
  switch (check.status) {
    case CheckStatus::passed:
      return CaseState::passed;
    case CheckStatus::skipped:
      return CaseState::skipped;
    case CheckStatus::failed:
      break;
  }
  return check.bonus && grade.verdict == Verdict::passed ? CaseState::skipped : CaseState::failed;
}

/// Gives the test its findings, and what they say of it.
void add_findings(Case& one, const Grade& grade, const Style& style) {
  for (const Finding& finding : grade.findings)
    if (finding.severity == Severity::error && (one.synthetic || finding.check == one.id))
      one.findings.push_back(&finding);
  if (one.findings.empty()) return;
  const Finding& first = *one.findings.front();
  one.where = first.where;
  if (one.state != CaseState::failed) return;
  one.kind = name_of(first.kind);
  one.message = log_line(words::render(first.message, style.language));
}

/// A word that a shell takes as it is.
std::string for_shell(const std::string& word) {
  const std::string safe = line(word);
  const auto is_plain = [](char c) {
    return std::isalnum(static_cast<unsigned char>(c)) != 0 ||
           std::string_view("._-/+=:,").find(c) != std::string_view::npos;
  };
  if (!safe.empty() && std::all_of(safe.begin(), safe.end(), is_plain)) return safe;
  std::string quoted = "'";
  for (const char c : safe)
    quoted += c == '\'' ? std::string("'\\''") : std::string(1, c);
  return quoted + "'";
}

Case synthetic_case(const SyntheticCase& row, const Grade& grade, const Style& style) {
  Case one;
  one.id = row.id;
  one.title = say(style, std::string("formats.case.") + row.id);
  one.state = row.state;
  one.synthetic = true;
  one.kind = name_of(grade.verdict);
  one.message = log_line(!grade.problem.empty() ? grade.problem
                                                : say(style, "report.verdict." + std::string(name_of(grade.verdict))));
  if (row.state == CaseState::error) return one;
  add_findings(one, grade, style);
  if (!grade.problem.empty()) one.message = log_line(grade.problem);
  return one;
}

Case check_case(const CheckResult& check, const Grade& grade, const Style& style) {
  Case one;
  one.id = check.id;
  one.title = log_line(check.title.empty() ? check.id : check.title);
  one.state = state_of(check, grade);
  one.points = check.points;
  one.max_points = check.max_points;
  one.bonus = check.bonus;
  one.implied = check.implied;
  if (one.state == CaseState::passed) return one;
  if (check.status == CheckStatus::failed) {
    one.hint = check.hint;
    one.message = say(style, "report.verdict.failed");
    one.kind = name_of(CheckStatus::failed);
    add_findings(one, grade, style);
    if (one.state == CaseState::skipped) one.message = say(style, "formats.bonus-not-reached");
  } else if (check.reason) {
    one.message = log_line(words::render(*check.reason, style.language));
  }
  return one;
}

}  // namespace

std::vector<Case> cases_of(const Grade& grade, Implied implied, const Style& style) {
  std::vector<Case> cases;
  for (const SyntheticCase& row : synthetic_cases)
    if (row.verdict == grade.verdict) cases.push_back(synthetic_case(row, grade, style));
  for (const CheckResult& check : grade.checks) {
    Case one = check_case(check, grade, style);
    // No check of ours passed or failed where nothing was graded.
    if (grade.verdict == Verdict::grader_error) {
      one.state = CaseState::skipped;
      one.message = say(style, "formats.case.not-graded");
    }
    if (implied == Implied::all || !one.implied || one.state == CaseState::failed) cases.push_back(std::move(one));
  }
  return cases;
}

std::string case_text(const Case& one, const Graded& graded, const Style& style) {
  Style plain = style;
  plain.colour = false;
  std::string text;
  for (std::size_t i = 0; i < std::min(one.findings.size(), most_told); ++i) {
    const Finding& finding = *one.findings[i];
    FindingParts parts;
    parts.lesson = false;
    parts.program = finding.where.file.empty() ? "." : std::string_view(finding.where.file);
    text += (text.empty() ? "" : "\n") + heading(finding, plain) + "\n" +
            finding_text(finding, graded.sources, parts, plain);
  }
  if (one.findings.size() > most_told)
    text += say(style, "formats.more-findings", {{"count", std::to_string(one.findings.size() - most_told)}}) + "\n";
  if (text.empty() && !one.message.empty()) text = one.message + "\n";
  if (one.synthetic && !graded.grade.problem.empty() && !one.findings.empty()) text = one.message + "\n\n" + text;
  if (!one.hint.empty())
    text += "\n" + paragraph("", say(style, "report.hint") + " " + one.hint, static_cast<std::size_t>(style.width));
  return log_block(text);
}

std::string notes_text(const Grade& grade, const Style& style) {
  std::string text;
  for (const Finding& finding : grade.findings) {
    if (finding.severity != Severity::warning) continue;
    Style plain = style;
    plain.colour = false;
    text += heading(finding, plain) + ": " + line(words::render(finding.message, style.language)) + "\n";
  }
  const std::string count = explored(grade, style);
  if (!count.empty()) text += count + "\n";
  return log_block(text + remarks(grade, style));
}

std::string verdict_text(const Grade& grade, const Style& style) {
  std::string text = say(style, "report.verdict." + std::string(name_of(grade.verdict)));
  if (grade.score)
    text += ", " + say(style, "report.score", {{"score", number(*grade.score)}, {"max", number(grade.max_score)}});
  return text;
}

bool is_extra(const Grade& grade, const Finding& finding) {
  return finding.severity == Severity::warning ||
         std::any_of(grade.checks.begin(), grade.checks.end(),
                     [&](const CheckResult& check) { return check.bonus && check.id == finding.check; });
}

std::string replay_command(const Finding& finding) {
  if (finding.replay.empty()) return {};
  return "threadmark replay " + for_shell(finding.replay) + " " +
         (finding.where.file.empty() ? std::string(".") : for_shell(finding.where.file));
}

}  // namespace threadmark::report
