// Giving points and a verdict.
#include "grader/score/score.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>

#include "grader/score/helpfulness.hpp"

namespace threadmark::score {
namespace {

/// Points are added up in thousandths, so that the sum does not depend on the order.
std::int64_t thousandths(double points) {
  return std::llround(points * 1000);
}

double two_decimals(std::int64_t sum) {
  return std::round(static_cast<double>(sum) / 10.0) / 100.0;
}

/// The reason for skipping a check that needs another, or nothing. Chains are followed: what needs a skipped check is
/// skipped too.
class Needs {
 public:
  Needs(const std::vector<CheckSpec>& specs, const std::vector<CheckOutcome>& outcomes) {
    for (std::size_t i = 0; i < specs.size(); ++i)
      known_.emplace(specs[i].id, Entry{&specs[i], outcomes[i].status});
  }

  std::optional<Message> reason_to_skip(const CheckSpec& spec) {
    for (const std::string& need : spec.needs) {
      const auto found = known_.find(need);
      if (found == known_.end() || passes(found->second)) continue;
      return Message{"skipped.needs", {{"check", found->second.spec->title}}};
    }
    return std::nullopt;
  }

 private:
  struct Entry {
    const CheckSpec* spec;
    CheckStatus status;
    bool visiting = false;
  };

  bool passes(Entry& entry) {
    if (entry.status != CheckStatus::passed || entry.visiting) return entry.status == CheckStatus::passed;
    entry.visiting = true;
    const bool skipped = reason_to_skip(*entry.spec).has_value();
    entry.visiting = false;
    return !skipped;
  }

  std::map<std::string, Entry> known_;
};

CheckResult result_of(const CheckSpec& spec) {
  CheckResult result;
  result.id = spec.id;
  result.title = spec.title;
  result.max_points = spec.points;
  result.bonus = spec.bonus;
  result.implied = spec.implied;
  return result;
}

double max_score(const std::vector<CheckSpec>& specs) {
  std::int64_t sum = 0;
  for (const CheckSpec& spec : specs)
    if (!spec.bonus) sum += thousandths(spec.points);
  return two_decimals(sum);
}

Scored without_runs(const std::vector<CheckSpec>& specs, std::vector<Finding> findings, Verdict verdict,
                    const char* reason) {
  Scored scored;
  scored.verdict = verdict;
  scored.max_score = max_score(specs);
  for (const CheckSpec& spec : specs) {
    scored.checks.push_back(result_of(spec));
    scored.checks.back().status = CheckStatus::skipped;
    scored.checks.back().reason = Message{reason, {}};
  }
  scored.findings = std::move(findings);  // the compiler's own order: the first is the cause of the rest
  return scored;
}

}  // namespace

Scored score(const std::vector<CheckSpec>& specs, std::vector<CheckOutcome> outcomes, std::vector<Finding> warnings) {
  Scored scored;
  scored.max_score = max_score(specs);
  Needs needs(specs, outcomes);
  std::int64_t sum = 0;
  bool all_pass = true;
  for (std::size_t i = 0; i < specs.size(); ++i) {
    const CheckSpec& spec = specs[i];
    CheckResult result = result_of(spec);
    result.status = outcomes[i].status;
    result.reason = outcomes[i].reason;
    if (auto reason = needs.reason_to_skip(spec)) {
      result.status = CheckStatus::skipped;
      result.reason = std::move(reason);
    }
    if (result.status == CheckStatus::passed) {
      result.points = spec.points;
      sum += thousandths(spec.points);
    } else if (!spec.bonus) {
      all_pass = false;
    }
    if (result.status == CheckStatus::failed) {
      result.hint = spec.hint;
      std::move(outcomes[i].findings.begin(), outcomes[i].findings.end(), std::back_inserter(scored.findings));
    }
    scored.checks.push_back(std::move(result));
  }
  std::move(warnings.begin(), warnings.end(), std::back_inserter(scored.findings));
  order_by_helpfulness(scored.findings, specs);
  scored.verdict = all_pass ? Verdict::passed : Verdict::failed;
  scored.score = two_decimals(sum);
  return scored;
}

Scored score_unbuilt(const std::vector<CheckSpec>& specs, std::vector<Finding> build_errors) {
  return without_runs(specs, std::move(build_errors), Verdict::build_error, "skipped.build-error");
}

Scored score_rejected(const std::vector<CheckSpec>& specs, std::vector<Finding> forbidden) {
  return without_runs(specs, std::move(forbidden), Verdict::rejected, "skipped.rejected");
}

}  // namespace threadmark::score
