// Registers the detectors with the engine.
#pragma once

namespace threadmark::detectors {

/// Once, when the state is mapped.
void install_detectors();

}  // namespace threadmark::detectors
