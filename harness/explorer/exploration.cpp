// The loop over schedules, and what is told of each.
#include "harness/explorer/exploration.hpp"

#include <algorithm>
#include <cstring>

#include "harness/engine/knowledge.hpp"
#include "harness/engine/point.hpp"
#include "harness/explorer/run_memory.hpp"
#include "harness/schedulers/page_array.hpp"
#include "harness/schedulers/replay.hpp"
#include "harness/schedulers/scheduler_set.hpp"
#include "harness/trace/choices_text.hpp"

namespace threadmark::explorer {

using engine::state;
using schedulers::PageArray;

namespace {

// The digests seen, with the schedule that first had each: open addressing, never full.
class Digests {
 public:
  void forget() {
    count_ = 0;
    if (used_) std::fill_n(slots_.data(), slots_.capacity(), Slot{});
    used_ = false;
  }
  // The first schedule of that digest; `schedule` itself when it is new.
  std::uint64_t first_of(std::uint64_t digest, std::uint64_t schedule) {
    slots_.reserve();
    used_ = true;
    for (std::size_t at = digest * 0x9E3779B97F4A7C15 >> (64 - bits);; at = (at + 1) % slots_.capacity()) {
      Slot& slot = slots_[at];
      if (slot.schedule != 0 && slot.digest == digest) return slot.schedule;
      if (slot.schedule != 0) continue;
      if (count_ < slots_.capacity() / 2) {
        slot = {digest, schedule};
        ++count_;
      }
      return schedule;
    }
  }
  std::uint64_t count() const { return count_; }

 private:
  struct Slot {
    std::uint64_t digest = 0;
    std::uint64_t schedule = 0;
  };
  static constexpr unsigned bits = 18;
  PageArray<Slot> slots_{std::size_t{1} << bits};
  std::size_t count_ = 0;
  bool used_ = false;
};

// What an exploration keeps from one command to the next.
struct Exploration {
  char unit[sizeof(RunMemory::unit)] = {};
  const schedulers::StrategyRow* row = nullptr;
  schedulers::Strategy* strategy = nullptr;
  std::uint64_t seed = 0;
  std::uint64_t last = 0;  ///< number of the last schedule made
  bool exhausted = false;
  bool blind = false;  ///< in some run the canary was not reported
  int out_of_cpu = 0;  ///< runs that used up their CPU time
  Digests digests;
  schedulers::Profile profile;
};
Exploration exploration;

bool same_unit(std::string_view unit) {
  return unit == std::string_view(exploration.unit);
}

const char* begin_or_continue(const Command& command) {
  const schedulers::StrategyRow* row = schedulers::find_strategy(command.strategy);
  if (row == nullptr) return "unknown strategy";
  if (command.unit.size() >= sizeof exploration.unit) return "the unit's name is too long";
  if (command.from == 1) {
    if (!same_unit(command.unit)) engine::forget_knowledge();
    std::memcpy(exploration.unit, command.unit.data(), command.unit.size());
    exploration.unit[command.unit.size()] = '\0';
    exploration.row = row;
    exploration.strategy = row->make();
    exploration.seed = command.seed;
    exploration.last = 0;
    exploration.exhausted = false;
    exploration.blind = false;
    exploration.out_of_cpu = 0;
    exploration.digests.forget();
    exploration.profile.forget();
    engine::forget_knowledge();
    return nullptr;
  }
  const bool continues = same_unit(command.unit) && exploration.row == row && exploration.seed == command.seed &&
                         command.from == exploration.last + 1;
  return continues ? nullptr : "an exploration begins at schedule 1 and goes on where it ended";
}

bool send_error(Channel& channel, const char* text) {
  return channel.send(trace::FrameKind::error, std::as_bytes(std::span(text, std::strlen(text))));
}

// Each such run takes seconds, and what computes without end does so in nearly every schedule.
constexpr int enough_out_of_cpu = 3;

// True: what was found ends the exploration.
bool satisfied(Until until) {
  if (exploration.out_of_cpu >= enough_out_of_cpu) return true;
  const RunReport& report = run_memory().report;
  return (until == Until::failure && report.failed) || (until == Until::any && report.findings != 0);
}

void fill_done(const Command& command, trace::DoneBody& done) {
  done.schedules = exploration.last;
  done.distinct = exploration.digests.count();
  done.exhaustive = exploration.strategy != nullptr && exploration.strategy->exhausted() ? 1 : 0;
  done.spurious = static_cast<std::uint32_t>(command.spurious);
  done.steps = static_cast<std::uint32_t>(command.steps);
  done.canary = exploration.blind ? 0 : 1;
}

}  // namespace

bool send_run(Channel& channel, const RunOutcome& outcome, std::uint64_t schedule, trace::TimeMode time,
              std::string_view strategy, std::uint64_t like) {
  static PageArray<char> text(std::size_t{8} << 20);
  text.reserve();
  const RunMemory& shared = run_memory();
  trace::RunHeader header;
  header.schedule = schedule;
  header.digest = shared.report.digest;
  header.steps = state().step;
  header.like = like;
  header.virtual_ns = static_cast<std::int64_t>(state().now);
  header.status = outcome.status;
  header.end = outcome.end;
  header.time = time;
  header.repeated = like != 0 ? 1 : 0;
  header.deviated = shared.report.deviated ? 1 : 0;
  header.strategy_size = static_cast<std::uint32_t>(strategy.size());
  header.choices_size = static_cast<std::uint32_t>(trace::write_choices(
      std::span<const engine::Choice>(state().choices, state().choice_count), std::span(text.data(), text.capacity())));
  header.findings = shared.report.findings;
  header.switches = state().choice_count;
  const std::span<const std::byte> records = like != 0 ? std::span<const std::byte>() : shared.records.bytes();
  header.records_size = records.size();
  static constexpr std::byte zeroes[8] = {};
  const std::size_t names = sizeof header + header.strategy_size + header.choices_size;
  const std::span<const std::byte> pieces[] = {
      std::as_bytes(std::span(&header, 1)),
      std::as_bytes(std::span(strategy.data(), strategy.size())),
      std::as_bytes(std::span(text.data(), header.choices_size)),
      std::span(zeroes).first((8 - names % 8) % 8),
      records,
  };
  return channel.send(trace::FrameKind::run, Pieces(pieces));
}

Side explore(const Command& command, Channel& channel, trace::DoneBody& done) {
  if (const char* problem = begin_or_continue(command); problem != nullptr) {
    send_error(channel, problem);
    return Side::server;
  }
  RunSetting setting = setting_of(command);
  bool listening = true;
  for (std::uint64_t number = command.from; number <= command.to && listening; ++number) {
    begin_run(setting, command.detail);
    schedulers::Plan plan;
    plan.number = number;
    plan.seed = command.seed;
    plan.time = setting.parameters.time_mode;
    plan.may_change_time = command.time == trace::TimeMode::both;
    plan.preemptions = static_cast<std::uint32_t>(command.preemptions);
    plan.storage = state().scheduler_storage;
    plan.log = &run_memory().log;
    plan.abandon = [] { engine::end_run(engine::EndReason::abandoned, 0); };
    state().scheduler = exploration.strategy->prepare(plan, exploration.profile);
    if (state().scheduler == nullptr) {
      done.stopped = 1;
      break;
    }
    state().parameters.time_mode = plan.time;
    RunOutcome outcome;
    if (run_once(setting, outcome) == Side::run) return Side::run;
    exploration.last = number;
    exploration.blind = exploration.blind || outcome.blind;
    if (outcome.end == trace::RunEnd::cpu) ++exploration.out_of_cpu;
    exploration.strategy->learn(outcome.result, run_memory().log);
    if (outcome.result.completed) exploration.profile.learn(run_memory().log);
    const std::uint64_t first = exploration.digests.first_of(run_memory().report.digest, number);
    const std::uint64_t like = first == number || outcome.end == trace::RunEnd::pruned ? 0 : first;
    const trace::TimeMode time = plan.time == engine::TimeMode::any ? trace::TimeMode::any : trace::TimeMode::exact;
    if (like == 0 || command.all != 0) listening = send_run(channel, outcome, number, time, plan.name, like);
    if (satisfied(command.until)) {
      done.stopped = 1;
      break;
    }
  }
  fill_done(command, done);
  return Side::server;
}

namespace {

// One run along run_memory().replay, made again while it still learns which memory is shared: the first run of a
// process knows nothing, and what it reports and shows depends on that.
Side follow(const Command& command, trace::Detail detail, RunOutcome& outcome) {
  const RunSetting setting = setting_of(command);
  constexpr int most_passes = 4;
  for (int pass = 0; pass < most_passes; ++pass) {
    begin_run(setting, detail);
    schedulers::Plan plan;
    plan.storage = state().scheduler_storage;
    plan.log = &run_memory().log;
    RunMemory& shared = run_memory();
    state().scheduler = schedulers::make_replay(plan, shared.replay, shared.replay_count, &shared.report.deviated);
    if (run_once(setting, outcome) == Side::run) return Side::run;
    if (!outcome.result.learned) break;
  }
  return Side::server;
}

}  // namespace

Side replay(const Command& command, Channel& channel, trace::DoneBody& done) {
  RunMemory& shared = run_memory();
  const std::ptrdiff_t count = trace::read_choices(command.choices, std::span<engine::Choice>(shared.replay));
  if (count < 0) {
    send_error(channel, "the choices cannot be read");
    return Side::server;
  }
  shared.replay_count = static_cast<std::uint32_t>(count);
  RunOutcome outcome;
  if (follow(command, command.detail, outcome) == Side::run) return Side::run;
  done.schedules = 1;
  done.canary = outcome.blind ? 0 : 1;
  send_run(channel, outcome, 1, command.time, "replay", 0);
  return Side::server;
}

}  // namespace threadmark::explorer
