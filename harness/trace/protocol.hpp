// How the grader talks with a program linked against the controlled runtime: commands as lines, answers as frames.
//
// clang-format off
// START. The program finds the command pipe and the answer pipe at the descriptors that THREADMARK_CHANNEL=3,4 in its environment names
// (it is removed before the program's own code can look). Without it the program runs once in its own process, see STAND-ALONE. At its
// fork point the program becomes a server: it sends `hello` and reads commands until `quit` or the end of the pipe. Working folder,
// arguments, environment and standard input are those of the unit's case; before every run the working folder is put back to what it
// held at the start. Standard input is a seekable file or /dev/null. A program that ends or dies before its fork point sends no hello.
//
// COMMANDS, one line each, words separated by one space, `key=value`; unknown keys are an error; text values are %-escaped (%XX):
//   nonce HEX                     must come first; 32 hexadecimal digits; comes back in every `done`
//   units                         → `unit` frames (text: the name), then done. A program has the one unit "main".
//   explore unit= strategy= seed= from= to= …   → run frames in order of schedule, then done
//       unit (main) · strategy (portfolio; scheduler_set lists them) · seed (1) · from (1) · to (1) · steps (100000) · cpu_ms (10000; of
//       one run) · spurious (1; wake-ups that nobody caused, per task and run) · time exact|any|both (exact; both: the strategy takes
//       turns) · until failure|any|budget (budget) · preemptions (2; of `bounded`) · all 0|1 (0; 1: runs of a known digest are sent
//       too, without records) · detail observable|full · output_kb (256; of each stream) · memory_mb (512) · processes (64) ·
//       threads (256) · must_block 0|1 (0; busy waiting is a livelock) · leaks 0|1 (1) · files (comma-separated %-escaped paths, whose
//       content is recorded as file_state when a run has ended)
//       `from` is 1 (everything learned of this unit is forgotten), or goes on where the last command of the same unit, strategy and
//       seed ended. `failure`: the first finding that is no data-race and no lock-order, or a failed assertion of a driver.
//   replay unit= choices= time=exact|any detail=observable|full …   → one run frame, then done; other keys as above. When the choices
//       cannot be followed (an edited program) the nearest schedule is run and RunHeader::deviated is 1. The run's own choices come
//       back; they may be fewer. To make a schedule shorter, replay the proposals of Shrinker (shrink.hpp).
//   quit
//
// STAND-ALONE. THREADMARK_REPLAY=UNIT,exact|any,CHOICES,STEP runs these choices once in the program's own process and raises SIGTRAP in
// the task that is about to make step STEP (0: never; `!`: the first finding): for a debugger.
//
// ANSWERS are frames: FrameHeader, then `size` bytes. The reader (reader.hpp) checks everything: a program that took over the
// descriptors can send what it likes. A run counts only when it lies between a command and a `done` with the right nonce.
// clang-format on
#pragma once

#include <cstdint>

#include "harness/trace/event.hpp"

namespace threadmark::trace {

inline constexpr std::uint32_t frame_magic = 0x314D4854;  ///< "THM1" in memory
inline constexpr std::uint64_t max_frame = 64U << 20;

enum class FrameKind : std::uint32_t {
  hello = 1,  ///< HelloBody
  unit = 2,   ///< the unit's name
  run = 3,    ///< RunHeader and what follows it
  done = 4,   ///< DoneBody
  error = 5,  ///< text for people: the command was wrong or the runtime cannot go on (grader-error)
};

struct FrameHeader {
  std::uint32_t magic = frame_magic;
  FrameKind kind = FrameKind::hello;
  std::uint64_t size = 0;
};
static_assert(sizeof(FrameHeader) == 16);

/// The server's first words.
struct HelloBody {
  std::uint32_t version = format_version;
  std::uint32_t early =
      0;  ///< 1: the fork point lies before main (a static initialiser made a task, file, IPC object or output)
};

/// The end of an answer.
struct DoneBody {
  char nonce[32] = {};            ///< as given
  std::uint64_t schedules = 0;    ///< the number of the last schedule made, all of the unit counted from 1
  std::uint64_t distinct = 0;     ///< different digests among them
  std::uint8_t exhaustive = 0;    ///< everything inequivalent within the bounds was explored
  std::uint8_t stopped = 0;       ///< 1: ended early (`until`, or nothing left to explore)
  std::uint16_t canary = 0;       ///< 1: the race detector reported its canary in each of these runs
  std::int32_t preemptions = -1;  ///< bound of the exhaustive claim; -1: none
  std::uint32_t spurious = 1;
  std::uint32_t steps = 0;  ///< the bound on steps
};
static_assert(sizeof(DoneBody) == 64);

}  // namespace threadmark::trace
