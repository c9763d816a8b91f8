// Turning records into events, findings and test outcomes.
#include "grader/run/trace_run.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <utility>

#include <sys/wait.h>

namespace threadmark::run {
namespace {

static_assert(trace::finding_kind_count == finding_kind_count, "the two lists of finding kinds are one list");

std::vector<std::uint64_t> stack_of(const trace::RecordView& record) {
  std::vector<std::uint64_t> stack(record.stack_count);
  for (std::size_t i = 0; i < stack.size(); ++i)
    stack[i] = record.stack(i);
  return stack;
}

// Adds a place to a finding's identity; the order of the places does not matter.
std::uint64_t mixed(std::uint64_t identity, std::uint64_t pc) {
  return identity + (pc ^ (pc >> 29U)) * 0x9E3779B97F4A7C15ULL;
}

// Builds a run record by record; bytes of a stream become lines as their newlines come.
class RunBuilder {
 public:
  RunBuilder(Run& run, bool full) : run_(run), full_(full) {}

  void take(const trace::RecordView& record) {
    switch (record.kind) {
      case trace::RecordKind::output:
        return output(record);
      case trace::RecordKind::finding:
        return finding(record);
      case trace::RecordKind::place:
        return place(record);
      case trace::RecordKind::test_begin:
        return test_begin(record);
      case trace::RecordKind::test_end:
        return test_end(record);
      case trace::RecordKind::checkpoint:
        return checkpoint(record);
      case trace::RecordKind::assertion:
        return assertion(record);
      default:
        return plain(record);
    }
  }

  // A test that the driver has must have come to its own end, with the counts that the driver's last word repeats: a
  // process that ended well before has left it.
  void judge_closing() {
    const bool is_test = run_.unit.find('.') != std::string::npos;
    if (!is_test || !run_.exit.ended || run_.exit.signal != 0) return;
    const bool closed = begun_ == 1 && ended_ == 1 && closings_ == 1 && asserted_ == closing_asserted_;
    if (closed) return;
    TestOutcome& test = outcome(run_.unit);
    if (test.ran && !test.passed && !test.message.empty()) return;
    test.ran = false;
    test.passed = false;
  }

  // Output that never got its newline.
  void finish() {
    judge_closing();
    for (auto& [stream, open] : open_) {
      if (open.text.empty()) continue;
      open.kind = stream == 2 ? EventKind::error_line : EventKind::partial_line;
      run_.events.push_back(std::move(open));
    }
  }

 private:
  Event event_of(const trace::RecordView& record, EventKind kind) const {
    Event event;
    event.kind = kind;
    event.step = record.step;
    event.task = record.task;
    event.process = record.process;
    event.time_ns = record.time_ns;
    event.value = record.value;
    const auto known = pids_.find(event.process);
    event.pid = known == pids_.end() ? first_pid + event.process - 1 : known->second.first;
    event.ppid = known == pids_.end() ? first_pid - 1 : known->second.second;
    if (full_) event.stack = stack_of(record);
    return event;
  }

  void output(const trace::RecordView& record) {
    const std::int64_t stream = record.value;
    std::string_view bytes = record.text();
    while (!bytes.empty()) {
      const std::size_t newline = bytes.find('\n');
      auto& open = open_[stream];
      // A line belongs to the task that began it and stands where it was completed.
      if (open.text.empty()) open = event_of(record, stream == 2 ? EventKind::error_line : EventKind::line);
      open.text += bytes.substr(0, newline);
      if (newline == std::string_view::npos) return;
      open.step = record.step;
      open.time_ns = record.time_ns;
      run_.events.push_back(std::exchange(open, Event{}));
      bytes.remove_prefix(newline + 1);
    }
  }

  static Message message_of(std::string_view text, std::string_view prefix) {
    const trace::MessageView view = trace::read_message(text);
    Message message{.id = std::string(prefix) + std::string(view.id), .args = {}};
    for (const auto& [name, value] : view.args)
      message.args[std::string(name)] = value;
    return message;
  }

  void finding(const trace::RecordView& record) {
    Finding finding;
    finding.kind = static_cast<FindingKind>(record.op);
    finding.severity = (record.flags & trace::flag_warning) != 0 ? Severity::warning : Severity::error;
    finding.message = message_of(record.text(), "runtime.");
    finding.backend = "explore";
    finding.step = record.step;
    finding.first_schedule = run_.schedule;
    finding.identity = mixed(0, record.stack_count > 0 ? record.stack(0) : 0);
    if (full_) {
      finding.stack = stack_of(record);
      finding.task = record.task;
      finding.object = record.object;
      finding.address = record.address;
    }
    run_.findings.push_back(std::move(finding));
  }

  void place(const trace::RecordView& record) {
    if (run_.findings.empty()) return;
    // The two sides of a race may come in either order; who waits where in a deadlock too.
    run_.findings.back().identity = mixed(run_.findings.back().identity, record.stack_count > 0 ? record.stack(0) : 0);
    if (!full_) return;
    RelatedPlace place;
    place.message = message_of(record.text(), "runtime.place.");
    place.step = record.step;
    place.stack = stack_of(record);
    place.task = record.task;
    place.object = record.object;
    place.address = record.address;
    if (record.op < static_cast<int>(trace::StepOp::other)) place.op = static_cast<StepOp>(record.op);
    run_.findings.back().related.push_back(std::move(place));
  }

  TestOutcome& outcome(const std::string& full_name) {
    const std::size_t dot = full_name.find('.');
    const std::string suite = full_name.substr(0, dot);
    const std::string name = dot == std::string::npos ? "" : full_name.substr(dot + 1);
    for (TestOutcome& test : run_.tests)
      if (test.suite == suite && test.name == name) return test;
    return run_.tests.emplace_back(TestOutcome{.suite = suite, .name = name});
  }

  void test_begin(const trace::RecordView& record) { begun_ += record.text() == run_.unit ? 1 : 100; }

  void checkpoint(const trace::RecordView& record) {
    closings_ += record.value == 1 && record.process == 1 ? 1 : 100;
    closing_asserted_ = record.other;
  }

  void test_end(const trace::RecordView& record) {
    ended_ += record.text() == run_.unit && record.process == 1 ? 1 : 100;
    asserted_ = record.other;
    TestOutcome& test = outcome(std::string(record.text()));
    test.ran = true;
    test.passed = record.value == 0 && test.message.empty();
  }

  void assertion(const trace::RecordView& record) {
    // Which test it belongs to: a unit of a component is one test.
    TestOutcome& test = outcome(run_.unit);
    test.ran = true;
    test.passed = false;
    if (!test.message.empty()) return;
    const auto [file, message] = trace::cut_at_zero(record.text());
    test.driver = {std::string(file), static_cast<int>(record.value)};
    test.message = message;
    test.step = record.step;
    if (full_) test.stack = stack_of(record);
  }

  void plain(const trace::RecordView& record) {
    static constexpr std::array<std::pair<trace::RecordKind, EventKind>, 9> kinds = {{
        {trace::RecordKind::process_start, EventKind::process_start},
        {trace::RecordKind::process_exit, EventKind::process_exit},
        {trace::RecordKind::process_reaped, EventKind::process_reaped},
        {trace::RecordKind::thread_start, EventKind::thread_start},
        {trace::RecordKind::thread_end, EventKind::thread_end},
        {trace::RecordKind::thread_join, EventKind::thread_join},
        {trace::RecordKind::end_of_file, EventKind::end_of_file},
        {trace::RecordKind::driver, EventKind::driver},
        {trace::RecordKind::file_state, EventKind::file_state},
    }};
    const auto* const known =
        std::find_if(kinds.begin(), kinds.end(), [&](const auto& row) { return row.first == record.kind; });
    if (known == kinds.end()) return;
    Event event = event_of(record, known->second);
    if (event.kind == EventKind::driver) event.name = record.text();
    if (event.kind == EventKind::process_start) pids_[static_cast<int>(record.other)] = {record.value, event.pid};
    if (event.kind == EventKind::file_state) {
      if (event.value == 0) return;  // it does not exist
      const auto [path, content] = trace::cut_at_zero(record.text());
      event.name = path;
      event.text = content;
    }
    run_.events.push_back(std::move(event));
  }

  // The runtime numbers pids from here; main's process is 1.
  static constexpr std::int64_t first_pid = 1000;

  Run& run_;
  bool full_;
  int begun_ = 0;
  int ended_ = 0;
  int closings_ = 0;
  std::int64_t asserted_ = 0;
  std::int64_t closing_asserted_ = -1;
  std::map<std::int64_t, Event> open_;
  std::map<int, std::pair<std::int64_t, std::int64_t>> pids_;  ///< by process: its pid and its parent's
};

}  // namespace

Run run_of(const trace::RunView& view, const std::string& unit, const std::string& case_id, bool full) {
  Run run;
  run.backend = "explore";
  run.unit = unit;
  run.case_id = case_id;
  run.strategy = view.strategy;
  run.choices = view.choices;
  run.schedule = static_cast<long>(view.header.schedule);
  run.time = view.header.time == trace::TimeMode::any ? TimeMode::any : TimeMode::exact;
  run.steps = static_cast<std::int64_t>(view.header.steps);
  run.virtual_ns = view.header.virtual_ns;
  run.exit.ended = view.header.end == trace::RunEnd::ended;
  if (run.exit.ended) {
    run.exit.status = WIFEXITED(view.header.status) ? WEXITSTATUS(view.header.status) : 0;
    run.exit.signal = WIFSIGNALED(view.header.status) ? WTERMSIG(view.header.status) : 0;
  }
  RunBuilder builder(run, full);
  trace::RecordReader records(view.records);
  for (trace::RecordView record; records.next(record);)
    builder.take(record);
  builder.finish();
  if (full) run.trace.assign(reinterpret_cast<const char*>(view.records.data()), view.records.size());
  return run;
}

}  // namespace threadmark::run
