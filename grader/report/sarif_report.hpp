// Findings as SARIF 2.1.0, with the failing interleaving as code flows.
#pragma once

#include <span>
#include <string>

#include "grader/report/report_set.hpp"

namespace threadmark::report {

/// One run a submission: findings are results, kinds are rules, a schedule is a code flow with one thread flow a task
/// and the order of its steps as `executionOrder`. A grader error is a run whose invocation failed, without results.
std::string sarif_grades(std::span<const Graded> graded, const Style& style);

/// The findings of an exploration as one run.
std::string sarif_exploration(const Exploration& exploration, const Style& style);

}  // namespace threadmark::report
