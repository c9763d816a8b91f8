// Finding the one check that answers for a finding of the runtime.
#include "grader/check/ownership.hpp"

#include <algorithm>

namespace threadmark::check {

void Ownership::claim(FindingKind kind, const CheckSpec& check) {
  claims_[static_cast<std::size_t>(kind)].push_back(Claim{check.id, RunScope{check.cases, check.time}});
}

void Ownership::claim_rest(FindingKind kind, const std::string& check) {
  claims_[static_cast<std::size_t>(kind)].push_back(Claim{check, RunScope{}});
}

bool Ownership::fully_claimed(FindingKind kind) const {
  const auto& claims = claims_[static_cast<std::size_t>(kind)];
  return std::any_of(claims.begin(), claims.end(), [](const Claim& one) { return one.scope.covers_everything(); });
}

std::string_view Ownership::owner(const Finding& finding, const Run& run) const {
  if (finding.severity == Severity::warning) return {};
  for (const Claim& claim : claims_[static_cast<std::size_t>(finding.kind)])
    if (claim.scope.covers(run)) return claim.check;
  return {};
}

}  // namespace threadmark::check
