// Registers the detectors with the engine.
#include "harness/detectors/detectors.hpp"

#include "harness/detectors/lock_order.hpp"
#include "harness/detectors/stuck.hpp"
#include "harness/engine/observers.hpp"

namespace threadmark::detectors {

void install_detectors() {
  install_stuck_detector();
  engine::observers().lock_taken = note_lock_order;
}

}  // namespace threadmark::detectors
