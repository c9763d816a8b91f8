// Deadlock, lost wake-up, livelock: what it means that nobody goes on.
#pragma once

namespace threadmark::detectors {

void install_stuck_detector();

}  // namespace threadmark::detectors
