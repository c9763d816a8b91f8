// Few preemptions, all of them: a search by the number of context switches that nothing forces.
#pragma once

#include "harness/schedulers/strategy.hpp"

namespace threadmark::schedulers {

/// Iterative context bounding: Musuvathi, Qadeer, "Iterative context bounding for systematic testing of multithreaded
/// programs", PLDI 2007. First all schedules without a preemption, then those with one, up to Plan::preemptions; within
/// a number those with fewer departures from the order of creation come first. A preemption is tried only just before
/// an operation whose order against another task's can matter. Ends when nothing is left; never claims to be
/// exhaustive.
Strategy* make_bounded();

}  // namespace threadmark::schedulers
