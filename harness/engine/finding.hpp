// What the detectors find, as ids and numbers: no sentences are made inside a student's program.
#pragma once

#include <cstdint>

#include "harness/engine/operation.hpp"

namespace threadmark::engine {

/// The closed list that detectors inside the program can report; names are those of the result format.
enum class FindingKind : std::uint8_t {
  data_race,
  deadlock,
  lock_order,
  lost_wakeup,
  livelock,
  lock_misuse,
  crash,
  memory_error,
  leak,
  orphan_process,
  zombie_process,
  timeout,
  limit_exceeded,
  test_failure,
};
const char* name_of(FindingKind kind);

/// One place that a finding names: a task doing something to something at a place.
struct FindingPlace {
  const char* role = "";  ///< literal: "access", "other", "allocated", "freed", "waits", "holds", "owner" …
  OperationKind operation = OperationKind::none;
  std::uint32_t task = 0;    ///< index
  std::uint32_t object = 0;  ///< index; 0: none
  std::uint32_t stack = 0;   ///< call stack (stack_depot), without the pc itself; 0: unknown
  std::uint64_t pc = 0;
  std::uint64_t step = 0;  ///< step of the run at which it happened; 0: unknown
  std::uint64_t address = 0;
  std::uint64_t size = 0;
};
inline constexpr std::uint32_t max_finding_places = 32;

/// One finding. The first place is the one to blame.
struct Finding {
  FindingKind kind = FindingKind::data_race;
  const char* message = "";  ///< literal: id of the sentence, e.g. "race.write-read"
  std::uint32_t place_count = 0;
  FindingPlace places[max_finding_places];
  std::int64_t values[4] = {};  ///< arguments of the sentence, in its order
  char text[96] = {};           ///< one more argument, or empty

  FindingPlace& add(const char* role);
};

/// Hands a finding to the sink (once per kind, message and pcs of the first two places, per run).
void report(const Finding& finding);

}  // namespace threadmark::engine
