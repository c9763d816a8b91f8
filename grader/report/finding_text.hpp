// One finding for people: where, what, the source, the interleaving, why it matters, one hint.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "grader/model/finding.hpp"
#include "grader/model/submission.hpp"
#include "grader/report/report_set.hpp"

namespace threadmark::report {

/// How much of a finding is told.
struct FindingParts {
  bool schedule = true;      ///< the failing interleaving as lanes
  bool lesson = true;        ///< why it matters and how to think about it
  std::string_view hint;     ///< the lesson's own hint
  std::string_view program;  ///< what `replay` is called with
};

/// "data race, solution.cpp:12"; the kind's title and the place.
std::string heading(const Finding& finding, const Style& style);

/// The whole finding below its heading.
std::string finding_text(const Finding& finding, const std::vector<SubmittedFile>& sources, const FindingParts& parts,
                         const Style& style);

/// The sentence of that id in the style's language.
std::string say(const Style& style, const std::string& id, std::map<std::string, std::string> args = {});

}  // namespace threadmark::report
