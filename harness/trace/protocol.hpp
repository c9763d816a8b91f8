// How the grader talks with a program linked against the controlled runtime: commands as lines of text, answers as
// frames.
//
// START. The program finds the command pipe at descriptor 3 and answers at descriptor 4; `THREADMARK_CHANNEL=3,4` in
// the environment says so (it is removed before the program's own code can look). Without it the program runs once,
// uncontrolled choices apart, like `strategy=overlap schedule 1`. At its fork point the program becomes a server: it
// sends `hello` and reads commands until `quit` or the end of the pipe. Working folder, arguments, environment and
// standard input are those of the unit's case; before every run the working folder is put back to what it held at the
// start. Standard input is a seekable file or /dev/null. A program that ends, or dies, before its fork point sends no
// hello.
//
// COMMANDS, one line each, words separated by one space, `key=value`, unknown keys are an error; text values are
// %-escaped (bytes outside [A-Za-z0-9._/:-] as %XX):
//   nonce HEX                     must come first; 32 hexadecimal digits; comes back in every `done`
//   units                         → `unit` frames (text: the name), then done. A program has the one unit "main".
//   explore unit= strategy= seed= from= to= …   → run frames in order of schedule, then done
//       keys: unit (default main) · strategy (portfolio) · seed (1) · from (1) · to · steps (100000) · cpu_ms (10000;
//       of one run) · spurious (1; wake-ups that nobody caused, per wait) · time exact|any|both (both: the strategy
//       takes turns) · until failure|any|budget (budget) · preemptions (2, for `bounded`) · all 0|1 (0; 1: send runs of
//       known digest too, without records) · output_kb (256; of each stream) · processes (64) · threads (256) · files
//       (space-less list of %-escaped paths with commas, whose content is recorded as file_state) `from` must be 1
//       (everything learned of this unit is forgotten) or continue where the last one of the same unit, strategy and
//       seed ended. Runs of a digest seen before are not sent unless `all=1`.
//   replay unit= choices= time= detail=full|observable …   → one run frame, then done. Same keys for limits. When the
//   choices cannot be
//       followed (an edited program) the nearest schedule is run and RunHeader::deviated is 1.
//   shrink unit= choices= time= kind= [message=] [tries=200] → the failing schedule reduced to few switches, by
//   replays: one run frame
//       with the result (detail=full), then done (schedules = replays made). kind: number of the FindingKind that must
//       still appear; message: the id that it must have.
//   try unit= choices= time=      like replay detail=observable; for a caller that shrinks by its own predicate: see
//   shrink.hpp quit
//
// ANSWERS are frames: FrameHeader, then `size` bytes. The reader (reader.hpp) checks everything: a program that took
// over the descriptors can send what it likes. A run counts only when it lies between a command and a `done` with the
// right nonce.
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
