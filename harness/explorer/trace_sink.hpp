// Turns what the engine tells into records of the trace.
#pragma once

#include <cstdint>

#include "harness/engine/event_sink.hpp"
#include "harness/trace/event.hpp"
#include "harness/trace/writer.hpp"

namespace threadmark::explorer {

/// Writes into run_memory(). Installed before the fork point; one object serves all runs.
class TraceSink final : public engine::EventSink {
 public:
  void step(const engine::Task& task, const engine::Operation& operation, engine::Wake how) override;
  void task_started(const engine::Task& task) override;
  void task_ended(const engine::Task& task) override;
  void task_joined(const engine::Task& joiner, const engine::Task& task) override;
  void process_started(std::uint32_t process) override;
  void process_ended(std::uint32_t process, int wait_status) override;
  void process_reaped(std::uint32_t process, std::uint32_t reaper) override;
  void output(int stream, const void* bytes, std::uint64_t size) override;
  void end_of_file(int descriptor) override;
  void finding(const engine::Finding& finding) override;
  void driver(const char* name, std::int64_t value, const char* text) override;
  void run_ended(engine::EndReason reason, int wait_status) override;
};

TraceSink& trace_sink();

/// Writes an observable record of the calling task (with its stack in full detail) and adds it to the digest.
void record_observable(trace::RecordKind kind, std::int64_t value, std::int64_t other, const char* text,
                       std::size_t text_size);
/// The same for one that has its task, process or address already.
void record_observable(trace::Record record, const char* text, std::size_t text_size);

}  // namespace threadmark::explorer
