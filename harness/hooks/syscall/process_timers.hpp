// Timers of processes that fire by signal.
#pragma once

namespace threadmark::hooks {

// A timer was set: the engine learns when the earliest of the run is due.
void announce_timers() noexcept;

// Time has come for one or more: their signals become pending. Called by the engine between steps; ends nothing.
void fire_due_timers() noexcept;

}  // namespace threadmark::hooks
