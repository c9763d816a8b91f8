// The fuzzer's entry: whatever a program sends, reading it as frames, runs and records ends, with no more lines and
// findings than there are records.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <span>

#include "grader/run/trace_run.hpp"
#include "harness/trace/reader.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size);

namespace {

void read_all_records(std::span<const std::byte> body, const char* unit) {
  const auto view = threadmark::trace::read_run(body);
  if (!view) return;
  for (const bool full : {false, true}) {
    const threadmark::Run run = threadmark::run::run_of(*view, unit, "default", full);
    if (run.events.size() + run.findings.size() > body.size() + 2) std::abort();
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  const std::span<const std::byte> all(reinterpret_cast<const std::byte*>(bytes), size);
  threadmark::trace::FrameReader frames;
  // In two pieces, as they come out of a pipe.
  frames.feed(all.first(size / 2));
  frames.feed(all.subspan(size / 2));
  threadmark::trace::Frame frame;
  while (frames.next(frame) == threadmark::trace::FrameReader::State::frame) {
    read_all_records(frame.body, "Suite.Name");
    (void)threadmark::trace::read_done(frame.body);
    (void)threadmark::trace::read_hello(frame.body);
  }
  read_all_records(all, "main");
  return 0;
}
