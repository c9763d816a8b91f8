// Deciding whether a run is in a check's scope.
#include "grader/check/run_scope.hpp"

#include <algorithm>

namespace threadmark::check {
namespace {

/// Real time is nobody's to control, so only checks that judge both modes believe it.
bool covers_time(JudgedTime judged, TimeMode mode) {
  switch (judged) {
    case JudgedTime::both:
      return true;
    case JudgedTime::exact:
      return mode == TimeMode::exact;
    case JudgedTime::any:
      return mode == TimeMode::any;
  }
  return false;
}

}  // namespace

bool RunScope::covers(const Run& run) const {
  if (!covers_time(time, run.time)) return false;
  return cases.empty() || std::any_of(cases.begin(), cases.end(), [&](const std::string& one) {
           return one == run.case_id || matches_name(one, run.unit);
         });
}

bool matches_name(std::string_view pattern, std::string_view name) {
  if (!pattern.ends_with('*')) return pattern == name;
  return name.starts_with(pattern.substr(0, pattern.size() - 1));
}

}  // namespace threadmark::check
