// Which check answers for a finding that the runtime itself reported: exactly one.
#pragma once

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "grader/check/run_scope.hpp"
#include "grader/model/finding.hpp"
#include "grader/model/lesson.hpp"
#include "grader/model/run.hpp"

namespace threadmark::check {

/// Kinds of findings by the check that answers for them. Claims are made in the order of the spec; the first that is
/// about the run wins, and what nobody claimed belongs to the implied checks.
class Ownership {
 public:
  /// The check of that id answers for findings of that kind in runs of these cases (none: all) and times.
  void claim(FindingKind kind, const CheckSpec& check);

  /// Like `claim` for a kind that cannot belong to anybody before: the implied check behind all others.
  void claim_rest(FindingKind kind, const std::string& check);

  /// True when some claim on this kind holds in every case and under every time.
  bool fully_claimed(FindingKind kind) const;

  /// The id of the check that answers for it; empty for warnings, which fail nothing.
  std::string_view owner(const Finding& finding, const Run& run) const;

 private:
  struct Claim {
    std::string check;
    RunScope scope;
  };

  std::array<std::vector<Claim>, finding_kind_count> claims_;
};

}  // namespace threadmark::check
