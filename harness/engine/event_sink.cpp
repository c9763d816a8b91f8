// The default sink and observers: nobody listens; and the duplicates among findings.
#include "harness/engine/event_sink.hpp"

#include "harness/engine/observers.hpp"
#include "harness/engine/shared_state.hpp"

namespace threadmark::engine {

namespace {

class Silence final : public EventSink {};
Silence silence;
EventSink* current_sink = &silence;
Observers current_observers;

std::uint64_t key_of(const Finding& finding) {
  std::uint64_t key = static_cast<std::uint64_t>(finding.kind) + 1;
  for (const char* c = finding.message; *c != 0; ++c)
    key = key * 31 + static_cast<unsigned char>(*c);
  std::uint64_t places = 0;  // in either order it is the same finding
  for (std::uint32_t i = 0; i < 2 && i < finding.place_count; ++i)
    places += finding.places[i].pc * 0x9e3779b97f4a7c15ull;
  return (key ^ places) | 1;
}

}  // namespace

void EventSink::step(const Task&, const Operation&, Wake) {}
void EventSink::task_started(const Task&) {}
void EventSink::task_ended(const Task&) {}
void EventSink::task_joined(const Task&, const Task&) {}
void EventSink::process_started(std::uint32_t) {}
void EventSink::process_ended(std::uint32_t, int) {}
void EventSink::process_reaped(std::uint32_t, std::uint32_t) {}
void EventSink::output(int, const void*, std::uint64_t) {}
void EventSink::end_of_file(int) {}
void EventSink::file(OperationKind, int, const char*) {}
void EventSink::finding(const Finding&) {}
void EventSink::driver(const char*, std::int64_t, const char*) {}
void EventSink::run_ended(EndReason, int) {}

EventSink& sink() {
  return *current_sink;
}
void set_sink(EventSink* sink) {
  current_sink = sink != nullptr ? sink : &silence;
}
Observers& observers() {
  return current_observers;
}

FindingPlace& Finding::add(const char* role) {
  static FindingPlace overflow;
  FindingPlace& place = place_count < max_finding_places ? places[place_count++] : overflow;
  place = FindingPlace{};
  place.role = role;
  return place;
}

const char* name_of(FindingKind kind) {
  static constexpr const char* names[] = {
      "data-race",    "deadlock", "lock-order",     "lost-wakeup",    "livelock", "lock-misuse",    "crash",
      "memory-error", "leak",     "orphan-process", "zombie-process", "timeout",  "limit-exceeded", "test-failure"};
  return names[static_cast<unsigned>(kind)];
}

void report(const Finding& finding) {
  SharedState& s = state();
  if (s.probed != 0) return;
  const std::uint64_t key = key_of(finding);
  constexpr std::uint32_t most = sizeof s.finding_keys / sizeof s.finding_keys[0];
  if (s.finding_count >= most) return;
  for (std::uint32_t i = 0; i < s.finding_count; ++i) {
    if (s.finding_keys[i] == key) return;
  }
  s.finding_keys[s.finding_count++] = key;
  sink().finding(finding);
}

}  // namespace threadmark::engine
