// The memory that the fork server and the processes of a run share besides the engine's: report, records, log.
#pragma once

#include <cstddef>
#include <cstdint>

#include "harness/engine/choices.hpp"
#include "harness/engine/event_sink.hpp"
#include "harness/engine/layout.hpp"
#include "harness/schedulers/run_log.hpp"
#include "harness/trace/writer.hpp"

namespace threadmark::explorer {

/// What one run may use, and how much of it is told; set before the run.
struct RunBounds {
  std::uint64_t output_bytes = 256U << 10;
  std::uint32_t processes = 64;
  std::uint32_t threads = 256;
  bool full_detail = false;
};

/// How the run went, kept up to date by its processes.
struct RunReport {
  bool ended = false;  ///< `reason` and `wait_status` are valid
  engine::EndReason reason = engine::EndReason::exited;
  int wait_status = 0;
  bool deviated = false;       ///< a replay could not follow its choices
  bool failed = false;         ///< a finding other than data_race and lock_order
  std::uint32_t findings = 0;  ///< a bit for each trace::FindingKind
  std::uint32_t switches = 0;
  std::uint64_t digest = 0;
  std::uint64_t output_bytes[3] = {};
  std::int32_t server_child = 0;  ///< kernel pid of main's process
};

/// Full detail: what came last to each object and task, for the `after` edges.
struct Orders {
  static constexpr std::uint32_t most_objects = 1U << 17;
  static constexpr std::uint32_t most_tasks = 4096;
  std::uint32_t last_release[most_objects];  ///< step that gave the object to others (unlock, notify, post, send)
  bool described[most_objects];
  std::uint32_t created_at[most_tasks];
  std::uint32_t ended_at[most_tasks];
  std::uint32_t last_step[most_tasks];
};

struct RunMemory {
  RunBounds bounds;
  RunReport report;
  trace::RecordBuffer records;
  std::uint32_t replay_count = 0;  ///< choices to follow, in `replay`
  static constexpr std::uint64_t at_finding = ~std::uint64_t{0};
  std::uint64_t stop_before = 0;  ///< a debugger is told before this step, or at the first finding; 0: never
  char unit[512] = {};            ///< the unit that the run is of
  char files[4096] = {};          ///< paths that the lesson looks at, as in the command
  engine::Choice replay[engine::max_choices];
  schedulers::RunLog log;
  Orders orders;
};

inline constexpr std::size_t observable_bytes = std::size_t{16} << 20;
inline constexpr std::size_t full_bytes = std::size_t{512} << 20;

/// The program itself is linked below 4 GiB; libraries are not.
inline constexpr bool is_program_address(std::uint64_t pc) {
  return pc != 0 && pc < std::uint64_t{1} << 32;
}

/// Maps it (once), at its fixed address; the bytes for records follow it.
RunMemory& run_memory();
/// Makes report and records those of a run that begins.
void begin_report(const RunBounds& bounds);

}  // namespace threadmark::explorer
