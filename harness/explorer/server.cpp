// The fork server inside the student's program: started by the runtime before anything of the program runs.
#include "harness/explorer/server.hpp"

#include <cstring>

#include <sys/syscall.h>
#include <unistd.h>

#include "harness/engine/raw_syscall.hpp"
#include "harness/engine/shared_state.hpp"
#include "harness/explorer/channel.hpp"
#include "harness/explorer/command.hpp"
#include "harness/explorer/exploration.hpp"
#include "harness/explorer/run_memory.hpp"
#include "harness/explorer/trace_sink.hpp"
#include "harness/explorer/working_folder.hpp"
#include "harness/schedulers/replay.hpp"
#include "harness/schedulers/scheduler_set.hpp"
#include "harness/trace/choices_text.hpp"

/// Of the dynamic linker: where the stack began, with the count of arguments, the arguments and the environment above
/// it.
extern "C" void* __libc_stack_end;

/// Defined by the driver's main in harness/testing: the fork point is its own call, when it knows the tests.
extern "C" {
extern const char threadmark_driver_serves __attribute__((weak));
/// Of the system-call hooks: the program's own close() and dup2() leave it alone.
void threadmark_protect_descriptor(int descriptor) __attribute__((weak));
/// Also of them: output goes to the real stream as well.
void threadmark_show_output(bool show) __attribute__((weak));
/// Also of them: passes the fork point when what comes before main takes long.
void threadmark_watch_early(bool on) __attribute__((weak));
}

namespace threadmark::explorer {
namespace {

Channel channel;
bool served = false;  ///< the fork point has been passed
schedulers::PageArray<char> nonce(sizeof trace::DoneBody::nonce);

// The environment as the kernel gave it: libc's own pointer is not set yet when the runtime starts.
char** first_environment() {
  char** words = static_cast<char**>(__libc_stack_end);
  const auto argument_count = *reinterpret_cast<long*>(words);
  return words + 1 + argument_count + 1;
}

// Takes `name` out of the environment; its value, or null. The value's memory is the caller's to wipe.
char* take_variable(const char* name) {
  const std::size_t size = std::strlen(name);
  for (char** entry = first_environment(); *entry != nullptr; ++entry) {
    if (std::strncmp(*entry, name, size) != 0 || (*entry)[size] != '=') continue;
    char* value = *entry + size + 1;
    for (char** next = entry; *next != nullptr; ++next)
      next[0] = next[1];
    return value;
  }
  return nullptr;
}

int read_descriptor(const char*& text) {
  int value = -1;
  for (; *text >= '0' && *text <= '9'; ++text)
    value = (value < 0 ? 0 : value) * 10 + (*text - '0');
  return value;
}

void open_channel() {
  char* value = take_variable("THREADMARK_CHANNEL");
  if (value == nullptr) return;
  const char* at = value;
  const int commands = read_descriptor(at);
  if (*at == ',') ++at;
  const int answers = read_descriptor(at);
  std::memset(value - std::strlen("THREADMARK_CHANNEL="), 0, std::strlen("THREADMARK_CHANNEL=") + std::strlen(value));
  if (commands >= 0 && answers >= 0) channel.open(commands, answers);
}

void say_error(const char* text) {
  channel.send(trace::FrameKind::error, std::as_bytes(std::span(text, std::strlen(text))));
}

// Runs the program once with the unit "?": a driver answers with the names of its tests, and anything else has one
// unit.
Side list_units(const Command& command) {
  if (&threadmark_driver_serves == nullptr) {
    const char main_unit[] = "main";
    channel.send(trace::FrameKind::unit, std::as_bytes(std::span(main_unit, 4)));
    return Side::server;
  }
  Command listing = command;
  listing.unit = "?";
  const RunSetting setting = setting_of(listing);
  begin_run(setting, trace::Detail::observable);
  RunOutcome outcome;
  if (run_once(setting, outcome) == Side::run) return Side::run;
  std::span<const std::byte> rest = run_memory().records.bytes();
  while (rest.size() >= sizeof(trace::Record)) {
    trace::Record record;
    std::memcpy(&record, rest.data(), sizeof record);
    if (record.kind == trace::RecordKind::unit)
      channel.send(trace::FrameKind::unit,
                   rest.subspan(sizeof record + record.stack_count * sizeof(std::uint64_t), record.text_size));
    rest = rest.subspan(record.size);
  }
  return Side::server;
}

Side obey(const Command& command, trace::DoneBody& done) {
  switch (command.verb) {
    case Verb::units:
      return list_units(command);
    case Verb::explore:
      return explore(command, channel, done);
    case Verb::replay:
      return replay(command, channel, done);
    case Verb::nonce:
    case Verb::quit:
      break;
  }
  return Side::server;
}

void take_nonce(std::string_view text) {
  nonce.resize(nonce.capacity());
  std::memset(nonce.data(), 0, nonce.capacity());
  std::memcpy(nonce.data(), text.data(), text.size() < nonce.capacity() ? text.size() : nonce.capacity());
}

// The loop over commands. Returns only in the process of a run.
void serve() {
  trace::HelloBody hello;
  hello.early = 0;
  channel.send(trace::FrameKind::hello, std::as_bytes(std::span(&hello, 1)));
  std::size_t size = 0;
  while (char* line = channel.read_line(size)) {
    Command command;
    const char* problem = nullptr;
    if (!read_command(line, size, command, problem)) {
      say_error(problem);
      continue;
    }
    if (command.verb == Verb::quit) break;
    if (command.verb == Verb::nonce) {
      take_nonce(command.nonce);
      continue;
    }
    trace::DoneBody done;
    if (obey(command, done) == Side::run) {
      channel.forget();
      return;
    }
    nonce.resize(nonce.capacity());
    std::memcpy(done.nonce, nonce.data(), sizeof done.nonce);
    channel.send(trace::FrameKind::done, std::as_bytes(std::span(&done, 1)));
  }
  clean_up_after_runs();
  engine::raw_syscall(SYS_exit_group, 0);
}

// Cuts the text before the next comma off; null when there is none.
char* next_part(char*& text) {
  char* part = text;
  if (text == nullptr) return nullptr;
  text = std::strchr(text, ',');
  if (text != nullptr) *text++ = '\0';
  return part;
}

// THREADMARK_REPLAY=UNIT,exact|any,CHOICES,STEP (`!` for STEP: the first finding): the schedule that this process
// follows itself.
void set_up_replay(char* value) {
  RunMemory& shared = run_memory();
  const char* unit = next_part(value);
  const char* time = next_part(value);
  const char* choices = next_part(value);
  if (choices == nullptr || std::strlen(unit) >= sizeof shared.unit) return;
  const std::ptrdiff_t count = trace::read_choices(choices, std::span<engine::Choice>(shared.replay));
  if (count < 0) engine::die("THREADMARK_REPLAY: the choices cannot be read");
  std::memcpy(shared.unit, unit, std::strlen(unit) + 1);
  shared.replay_count = static_cast<std::uint32_t>(count);
  if (value != nullptr && *value == '!') shared.stop_before = RunMemory::at_finding;
  for (; value != nullptr && *value >= '0' && *value <= '9'; ++value)
    shared.stop_before = shared.stop_before * 10 + static_cast<std::uint64_t>(*value - '0');
  schedulers::Plan plan;
  plan.storage = engine::state().scheduler_storage;
  plan.log = &shared.log;
  engine::state().parameters.time_mode =
      std::strcmp(time, "any") == 0 ? engine::TimeMode::any : engine::TimeMode::exact;
  engine::state().parameters.full_detail = shared.stop_before != 0;
  engine::state().scheduler =
      schedulers::make_replay(plan, shared.replay, shared.replay_count, &shared.report.deviated);
}

// Without a grader: one run, in this process, along the choices given or with as few switches as can be.
void run_alone() {
  RunBounds bounds;
  bounds.output_bytes = ~std::uint64_t{0} >> 1;
  begin_report(bounds);
  if (char* value = take_variable("THREADMARK_REPLAY"); value != nullptr) set_up_replay(value);
  if (threadmark_show_output != nullptr) threadmark_show_output(true);
}

}  // namespace

void pass_fork_point() {
  if (served) return;
  served = true;
  if (!channel.is_open()) {
    run_alone();
    return;
  }
  if (threadmark_watch_early != nullptr) threadmark_watch_early(false);
  prepare_server();
  serve();
}

const char* selected_unit() {
  return run_memory().unit;
}

}  // namespace threadmark::explorer

extern "C" {

void threadmark_at_start() {
  using namespace threadmark;
  explorer::open_channel();
  explorer::run_memory();
  explorer::begin_report(explorer::RunBounds{});
  engine::set_sink(&explorer::trace_sink());
  if (!explorer::channel.is_open()) return;
  // Before main nobody has told the limits of a run yet; what passes these becomes a run, which then has its own.
  engine::state().parameters.memory_limit = std::uint64_t{32} << 20;
  if (threadmark_watch_early != nullptr) threadmark_watch_early(true);
}

void threadmark_fork_point() {
  threadmark::explorer::pass_fork_point();
}

void threadmark_before_main() {
  if (&threadmark_driver_serves == nullptr) threadmark_fork_point();
}

// For the driver's main: passes the fork point if that has not happened yet; the unit that this run is of.
const char* threadmark_unit() {
  threadmark_fork_point();
  return threadmark::explorer::selected_unit();
}

// Asked by the system-call hooks when main ends: whether a file that the run made may stay.
bool threadmark_file_is_expected(const char* path) {
  return threadmark::explorer::is_expected(threadmark::explorer::run_memory().files, path);
}

// For the driver's events; names that begin with \1 are those of harness/testing itself.
void threadmark_tell(const char* name, std::int64_t value, const char* text) {
  // Names of the library's own begin with a byte that no event has: nobody looks at the order of those.
  if (name[0] != '\1') threadmark::explorer::run_memory().log.note_telling();
  threadmark::engine::sink().driver(name, value, text);
}
}
