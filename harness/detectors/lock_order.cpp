// Locks taken in orders that could lock up: a graph of edges "held → taken", searched at each new edge.
#include "harness/detectors/lock_order.hpp"

#include "harness/engine/finding.hpp"
#include "harness/engine/shared_state.hpp"

namespace threadmark::detectors {

using engine::Finding;
using engine::FindingPlace;
using engine::LockEdge;
using engine::SharedState;
using engine::Task;

namespace {

constexpr std::uint32_t longest_cycle = 5;

bool has_gate(const LockEdge& edge, std::uint32_t object) {
  for (std::uint32_t i = 0; i < edge.gate_count; ++i) {
    if (edge.gates[i] == object) return true;
  }
  return false;
}

bool share_gate(const LockEdge& a, const LockEdge& b) {
  for (std::uint32_t i = 0; i < a.gate_count; ++i) {
    if (has_gate(b, a.gates[i])) return true;
  }
  return false;
}

/// Whether `earlier` is over in every schedule before `later` can begin: its task is an ancestor that had not created
/// the other yet, or had ended when the other began.
bool must_come_before(const LockEdge& earlier, const LockEdge& later) {
  if (engine::task(earlier.task).joined && engine::task(earlier.task).end_step < engine::task(later.task).start_step)
    return true;
  std::uint32_t t = later.task;
  while (t != 0) {
    const Task& created = engine::task(t);
    if (created.creator == earlier.task) return earlier.step <= created.start_step;
    t = created.creator;
  }
  return false;
}

bool can_overlap(const LockEdge& a, const LockEdge& b) {
  return a.task != b.task && !share_gate(a, b) && !must_come_before(a, b) && !must_come_before(b, a);
}

void add_edge_places(Finding& finding, const LockEdge& edge) {
  FindingPlace& takes = finding.add("takes");
  takes.task = edge.task;
  takes.object = edge.taken;
  takes.operation = engine::OperationKind::lock;
  takes.pc = edge.taken_pc;
  takes.stack = edge.taken_stack;
  takes.address = engine::object(edge.taken).address;
  FindingPlace& holds = finding.add("holds");
  holds.task = edge.task;
  holds.object = edge.held;
  holds.operation = engine::OperationKind::lock;
  holds.pc = edge.held_pc;
  holds.stack = edge.held_stack;
  holds.address = engine::object(edge.held).address;
}

/// A path of edges, each able to overlap with all others.
struct Path {
  const LockEdge* edge[longest_cycle];
  std::uint32_t length = 0;
};

bool fits(const Path& path, const LockEdge& edge) {
  for (std::uint32_t i = 0; i < path.length; ++i) {
    if (!can_overlap(*path.edge[i], edge)) return false;
  }
  return true;
}

/// Continues the path until it comes back to the lock that the first edge holds.
bool close_cycle(Path& path) {
  const SharedState& s = engine::state();
  const LockEdge& last = *path.edge[path.length - 1];
  if (last.taken == path.edge[0]->held) return true;
  if (path.length == longest_cycle) return false;
  for (std::uint32_t i = 0; i < s.lock_edge_count; ++i) {
    const LockEdge& next = s.lock_edges[i];
    if (next.held != last.taken || !fits(path, next)) continue;
    path.edge[path.length++] = &next;
    if (close_cycle(path)) return true;
    --path.length;
  }
  return false;
}

LockEdge make_edge(const Task& t, const engine::HeldLock& held, const engine::HeldLock& taken) {
  LockEdge edge{};
  edge.task = t.index;
  edge.held = held.object;
  edge.taken = taken.object;
  edge.held_pc = held.pc;
  edge.held_stack = held.stack;
  edge.taken_pc = taken.pc;
  edge.taken_stack = taken.stack;
  edge.step = engine::state().step;
  for (std::uint32_t i = 0; i < t.held_count && edge.gate_count < engine::max_gates; ++i) {
    const engine::HeldLock& gate = t.held[i];
    if (gate.object != held.object && gate.object != taken.object && !gate.shared)
      edge.gates[edge.gate_count++] = gate.object;
  }
  return edge;
}

bool is_known(const LockEdge& edge) {
  const SharedState& s = engine::state();
  for (std::uint32_t i = 0; i < s.lock_edge_count; ++i) {
    const LockEdge& known = s.lock_edges[i];
    if (known.task == edge.task && known.held == edge.held && known.taken == edge.taken &&
        known.gate_count == edge.gate_count && known.taken_pc == edge.taken_pc) {
      return true;
    }
  }
  return false;
}

}  // namespace

void note_lock_order(Task& t, std::uint32_t object) {
  SharedState& s = engine::state();
  if (t.held_count < 2 || t.pending.kind == engine::OperationKind::try_lock) return;
  const engine::HeldLock& taken = t.held[t.held_count - 1];
  if (taken.object != object) return;
  for (std::uint32_t i = 0; i + 1 < t.held_count; ++i) {
    const engine::HeldLock& held = t.held[i];
    if (held.object == object || held.object == 0 || (held.shared && taken.shared)) continue;
    const LockEdge edge = make_edge(t, held, taken);
    if (is_known(edge) || s.lock_edge_count >= engine::max_lock_edges) continue;
    s.lock_edges[s.lock_edge_count] = edge;
    Path path;
    path.edge[path.length++] = &s.lock_edges[s.lock_edge_count++];
    if (!close_cycle(path)) continue;
    Finding finding;
    finding.kind = engine::FindingKind::lock_order;
    finding.message = "lock-order.inversion";
    for (std::uint32_t e = 0; e < path.length; ++e)
      add_edge_places(finding, *path.edge[e]);
    engine::report(finding);
  }
}

}  // namespace threadmark::detectors
