// A tiny engine for tests: threads of a few operations each, run by a real scheduler, without kernel threads.
#pragma once

#include <functional>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "harness/engine/shared_state.hpp"
#include "harness/schedulers/strategy.hpp"

namespace threadmark::schedulers::simulation {

enum class Do { read, write, plain_read, plain_write, lock, unlock, yield, tell, exit, sleep, wait };

struct Action {
  Do what;
  std::uint32_t object;  ///< variables and locks have numbers of their own, from 1
};
using Thread = std::vector<Action>;
using Program = std::vector<Thread>;

struct Outcome {
  std::string order;  ///< which thread made each step: "0011…"
  bool deadlock = false;
  bool abandoned = false;
  /// For each read, in program order of each thread, the index of the write (thread, position) that it saw: equal for
  /// equivalent runs.
  std::string reads_from;
};

namespace detail {
inline bool abandoned = false;

inline bool lock_is_free(const engine::Task& waiter) {
  return engine::object(waiter.pending.object).owner == 0;
}

inline engine::Operation operation_of(const Action& action) {
  engine::Operation operation;
  using engine::OperationKind;
  static constexpr OperationKind kinds[] = {
      OperationKind::atomic_load, OperationKind::atomic_store, OperationKind::read,  OperationKind::write,
      OperationKind::lock,        OperationKind::unlock,       OperationKind::yield, OperationKind::yield,
      OperationKind::exit,        OperationKind::sleep,        OperationKind::wait};
  const bool variable = action.what <= Do::plain_write;
  operation.kind = kinds[static_cast<std::size_t>(action.what)];
  operation.writes = action.what != Do::read && action.what != Do::plain_read;
  if (variable) {
    operation.address = 0x1000 + 16 * action.object;
    operation.size = 4;
  } else if (action.what == Do::lock || action.what == Do::unlock) {
    operation.object = action.object;
  }
  if (action.what == Do::lock) operation.enabled = lock_is_free;
  return operation;
}
}  // namespace detail

/// Whether the strategy is told that the run showed memory to be shared that was not known to be.
enum class Learns { no, yes };

/// Runs the program once under the strategy's next schedule; false: it has none left.
inline bool run(Strategy& strategy, const Program& program, Plan& plan, const Profile& profile, Outcome& outcome,
                Learns learns = Learns::no) {
  engine::map_state();
  engine::SharedState& state = engine::state();
  state.task_count = static_cast<std::uint32_t>(program.size());
  state.step = 0;
  std::vector<std::size_t> at(program.size(), 0);
  for (std::uint32_t i = 0; i < program.size(); ++i) {
    new (&state.tasks[i]) engine::Task{};
    state.tasks[i].index = i;
    state.tasks[i].state = engine::TaskState::alive;
    state.tasks[i].pending = detail::operation_of(program[i][0]);
  }
  for (std::uint32_t i = 1; i < 32; ++i)
    engine::object(i).owner = 0;
  static auto log = std::make_unique<RunLog>();
  log->clear();
  plan.log = log.get();
  plan.storage = state.scheduler_storage;
  plan.abandon = [] { detail::abandoned = true; };
  detail::abandoned = false;
  engine::Scheduler* scheduler = strategy.prepare(plan, profile);
  if (scheduler == nullptr) return false;
  // Thread 0 is there from the beginning, as main is.
  for (std::uint32_t i = 1; i < program.size(); ++i)
    scheduler->task_created(i);
  outcome = Outcome{};
  std::vector<std::string> last_write(64, "-");
  std::vector<std::string> seen(program.size());
  Result result;
  result.learned = learns == Learns::yes;
  for (std::uint32_t current = 0;;) {
    std::vector<engine::Candidate> candidates;
    bool alive = false;
    for (std::uint32_t i = 0; i < program.size(); ++i) {
      const engine::Task& task = state.tasks[i];
      if (task.state != engine::TaskState::alive) continue;
      alive = true;
      if (task.pending.enabled == nullptr || task.pending.enabled(task)) candidates.push_back({i, engine::Wake::ready});
    }
    result.completed = !alive;
    outcome.deadlock = alive && candidates.empty();
    if (candidates.empty()) break;
    const std::uint32_t chosen = candidates.at(scheduler->pick(candidates, current)).task;
    outcome.abandoned = result.pruned = detail::abandoned;
    if (detail::abandoned) break;
    engine::Task& task = state.tasks[chosen];
    ++state.step;
    ++task.steps;
    task.wake = engine::Wake::ready;
    scheduler->performed(chosen, task.pending);
    const Action& action = program[chosen][at[chosen]];
    if (action.what == Do::lock) engine::object(action.object).owner = chosen + 1;
    if (action.what == Do::unlock) engine::object(action.object).owner = 0;
    if (action.what == Do::write || action.what == Do::plain_write)
      last_write[action.object] = std::to_string(chosen) + "." + std::to_string(at[chosen]);
    if (action.what == Do::read || action.what == Do::plain_read) seen[chosen] += last_write[action.object] + " ";
    outcome.order += static_cast<char>('0' + chosen);
    if (action.what == Do::tell) plan.log->note_telling();
    if (action.what == Do::exit) {
      result.completed = true;
      break;
    }
    if (++at[chosen] == program[chosen].size()) {
      task.state = engine::TaskState::ended;
      task.pending = engine::Operation{};
    } else {
      task.pending = detail::operation_of(program[chosen][at[chosen]]);
    }
    current = chosen;
  }
  for (const std::string& part : seen)
    outcome.reads_from += part + "| ";
  for (const std::string& write : last_write)
    outcome.reads_from += write == "-" ? "" : write + " ";
  strategy.learn(result, *plan.log);
  return true;
}

}  // namespace threadmark::schedulers::simulation
