// Names of operations, and which of them commute.
#include "harness/engine/operation.hpp"

namespace threadmark::engine {

namespace {

bool is_memory(OperationKind kind) {
  return kind >= OperationKind::read && kind <= OperationKind::atomic_rmw;
}

bool ranges_overlap(const Operation& a, const Operation& b) {
  return a.address < b.address + b.size && b.address < a.address + a.size;
}

}  // namespace

bool dependent(const Operation& a, const Operation& b) {
  if (!a.writes && !b.writes) return false;
  if (is_memory(a.kind) && is_memory(b.kind)) return ranges_overlap(a, b);
  const std::uint32_t pairs[] = {a.object, a.second_object};
  for (std::uint32_t x : pairs) {
    if (x != 0 && (x == b.object || x == b.second_object)) return true;
  }
  return false;
}

const char* name_of(OperationKind kind) {
  static constexpr const char* names[] = {
      "none",       "start",   "end",        "read",           "write",          "atomic_load",  "atomic_store",
      "atomic_rmw", "fence",   "lock",       "lock_shared",    "try_lock",       "unlock",       "wait",
      "wake",       "notify",  "notify_all", "semaphore_wait", "semaphore_post", "once",         "create",
      "join",       "sleep",   "yield",      "destroy",        "fork",           "wait_process", "exit",
      "send",       "receive", "poll",       "open",           "close",          "print",        "file",
      "signal",     "other"};
  static_assert(sizeof names / sizeof names[0] == static_cast<unsigned>(OperationKind::other) + 1u);
  return names[static_cast<unsigned>(kind)];
}

}  // namespace threadmark::engine
