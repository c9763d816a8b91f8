// Counting.
#include "grader/report/html/class_figures.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <set>

#include "grader/report/html/page_parts.hpp"

namespace threadmark::report::html {
namespace {

void count(const CheckResult& check, std::vector<CheckFigures>& checks) {
  auto figures =
      std::find_if(checks.begin(), checks.end(), [&](const CheckFigures& one) { return one.id == check.id; });
  if (figures == checks.end())
    figures = checks.insert(checks.end(), CheckFigures{check.id, check.title, check.implied, check.bonus});
  ++(check.status == CheckStatus::passed   ? figures->passed
     : check.status == CheckStatus::failed ? figures->failed
                                           : figures->skipped);
}

}  // namespace

long LessonFigures::submissions() const {
  return std::accumulate(verdicts.begin(), verdicts.end(), 0L);
}

void LessonFigures::add(const GradedSubmission& submission) {
  const Grade& grade = submission.grade;
  ++verdicts[static_cast<std::size_t>(grade.verdict)];
  max_score = std::max(max_score, grade.max_score);
  if (const std::optional<double> score = score_of(submission); score && grade.max_score > 0) {
    const double share = *score / grade.max_score;
    shares.push_back(share);
    // A score such as 6.3 of 7 is a hair below nine tenths when computed.
    ++scores[static_cast<std::size_t>(std::clamp(std::floor(share * 10 + 1e-9), 0.0, 10.0))];
  }
  for (const CheckResult& check : grade.checks)
    count(check, checks);
  std::set<FindingKind> kinds;
  for (const Finding& finding : grade.findings)
    if (finding.severity == Severity::error) kinds.insert(finding.kind);
  for (const FindingKind kind : kinds)
    ++findings[kind];
}

double median(std::vector<double> shares) {
  if (shares.empty()) return 0;
  std::sort(shares.begin(), shares.end());
  const std::size_t middle = shares.size() / 2;
  return shares.size() % 2 == 1 ? shares[middle] : (shares[middle - 1] + shares[middle]) / 2;
}

}  // namespace threadmark::report::html
