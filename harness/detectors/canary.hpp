// The canary: a race that we make ourselves and that the detector must report. When it does not, it has been blinded.
#pragma once

namespace threadmark::detectors {

/// A write to the canary by a task that nobody has ever heard of. Once, before the program's own code.
void plant_canary();

/// The calling task writes to it: true when the detector calls that a race. At most once in a run, at its end.
bool canary_is_reported();

}  // namespace threadmark::detectors
