// A schedule as SARIF's code flow.
#pragma once

#include "grader/formats/json/json.hpp"
#include "grader/model/finding.hpp"
#include "grader/words/language.hpp"

namespace threadmark::report {

/// A SARIF `message` object.
json::Value sarif_text(std::string_view text);

/// A SARIF `location` of a place in the submission; without a file, an empty object.
json::Object sarif_location(const Location& where);

/// The `codeFlows` of a finding: one flow with one thread flow for each task, in the order of their first steps; steps
/// stand in `executionOrder` across the threads (SARIF 2.1.0, 3.36–3.38). Empty for a finding without a schedule.
json::Array sarif_flows(const Finding& finding, words::Language language);

}  // namespace threadmark::report
