// Findings of the detectors as records.
#pragma once

#include "harness/engine/finding.hpp"
#include "harness/trace/event.hpp"

namespace threadmark::explorer {

trace::FindingKind trace_kind_of(engine::FindingKind kind);

/// Writes the finding and its places; counts it in the run's report and digest.
void record_finding(const engine::Finding& finding);

}  // namespace threadmark::explorer
