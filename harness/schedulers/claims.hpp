// What may be claimed of a search that has come to its end.
#pragma once

#include <cstdint>

#include "harness/schedulers/run_log.hpp"
#include "harness/schedulers/strategy.hpp"

namespace threadmark::schedulers {

/// Collects, over the runs of a search, why what it explored may not be everything: what was cut off, what depends on
/// time or on weak atomics, what footprints do not show. docs/strategies.md argues each.
class Claims {
 public:
  void note(const Result& result, const RunLog& log);
  /// The search itself left something out.
  void give_up() { gaps_ |= not_modelled; }

  /// All inequivalent executions were among the runs.
  bool everything() const { return gaps() == 0; }
  /// As everything(), of the executions that the engine makes: the machine has more, by weak atomics.
  bool everything_made() const { return (gaps() & ~weak_atomics) == 0; }
  /// As everything(), but for the lengths of sleeps and time-outs of the only task that ever was.
  bool all_but_lengths() const { return alone_ && (gaps() & ~time_passes) == 0; }

 private:
  enum Gap : std::uint8_t { weak_atomics = 1, time_passes = 2, not_modelled = 4 };
  // Nobody sees in which order a task alone does something.
  int gaps() const { return gaps_ & ~(alone_ ? weak_atomics : 0); }

  bool alone_ = true;  ///< no run had a second task
  std::uint8_t gaps_ = 0;
};

/// Whether somebody else could have gone on, or another value have been chosen, anywhere in that run.
bool leaves_a_choice(const RunLog& log);

}  // namespace threadmark::schedulers
