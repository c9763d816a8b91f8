// Fingerprints by which other programs know a finding again.
#pragma once

#include <set>
#include <string>
#include <string_view>

#include "grader/report/report_set.hpp"

namespace threadmark::report {

/// Makes fingerprints that are unique among all that one object made.
class Fingerprints {
 public:
  /// Of a finding: over lesson, submission, kind, check and the text of its line; the line's number does not count, so
  /// it stays when code moves. The second finding of the same text gets another. 64 hexadecimal digits.
  std::string of(const Graded& graded, const Finding& finding);

  /// Of anything else that is named so.
  std::string of(const Graded& graded, std::string_view name);

 private:
  std::string unique(const std::string& what);

  std::set<std::string> taken_;
};

}  // namespace threadmark::report
