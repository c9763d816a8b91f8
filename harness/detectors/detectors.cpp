// Registers the detectors with the engine.
#include "harness/detectors/detectors.hpp"

#include "harness/detectors/lock_order.hpp"
#include "harness/detectors/stuck.hpp"
#include "harness/engine/observers.hpp"

namespace threadmark::detectors {

void install_detectors() {
  install_stuck_detector();
}

}  // namespace threadmark::detectors
