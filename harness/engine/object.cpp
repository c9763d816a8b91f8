// The table of objects: chained buckets by (space, address).
#include "harness/engine/object.hpp"

#include "harness/engine/raw_syscall.hpp"
#include "harness/engine/shared_state.hpp"

namespace threadmark::engine {

namespace {

std::uint32_t bucket_of(std::uint32_t space, std::uint64_t address) {
  const std::uint64_t mixed = (address + (std::uint64_t{space} << 48)) * 0x9e3779b97f4a7c15ull;
  return static_cast<std::uint32_t>(mixed >> 54) % object_buckets;
}

void link(std::uint32_t index) {
  SharedState& s = state();
  Object& o = s.objects[index];
  std::uint32_t& bucket = s.buckets[bucket_of(o.space, o.address)];
  o.next_in_bucket = bucket;
  bucket = index;
}

std::uint32_t new_index() {
  SharedState& s = state();
  if (s.object_count >= max_objects) die("too many synchronisation objects");
  return s.object_count++;
}

}  // namespace

Object& object(std::uint32_t index) {
  return state().objects[index];
}

std::uint32_t find_object(std::uint32_t space, std::uint64_t address) {
  const SharedState& s = state();
  std::uint32_t index = s.buckets[bucket_of(space, address)];
  while (index != 0 && (s.objects[index].address != address || s.objects[index].space != space)) {
    index = s.objects[index].next_in_bucket;
  }
  return index;
}

std::uint32_t make_object(ObjectKind kind, std::uint32_t space, std::uint64_t address, std::uint64_t pc) {
  const std::uint32_t index = new_index();
  Object& o = object(index);
  o = Object{};
  o.kind = kind;
  o.space = space;
  o.address = address;
  o.generation = index;
  o.created_pc = pc;
  link(index);
  return index;
}

std::uint32_t object_at(ObjectKind kind, std::uint64_t address, std::uint64_t pc) {
  const std::uint32_t space = space_of(address);
  const std::uint32_t found = find_object(space, address);
  if (found != 0 && object(found).kind == kind) return found;
  if (found != 0) forget_object(found);
  return make_object(kind, space, address, pc);
}

void forget_object(std::uint32_t index) {
  SharedState& s = state();
  Object& o = s.objects[index];
  std::uint32_t* link_to = &s.buckets[bucket_of(o.space, o.address)];
  while (*link_to != 0 && *link_to != index)
    link_to = &s.objects[*link_to].next_in_bucket;
  if (*link_to == 0) return;
  *link_to = o.next_in_bucket;
  o.destroyed = true;
}

std::uint32_t space_of(std::uint64_t address) {
  return in_shared_map(address) || self() == nullptr ? shared_space : self()->process;
}

namespace {

// What the thread that forks holds, its copy in the child holds: it may unlock there what was locked before the fork.
// Locks that know their owner by the kernel's number of the thread (recursive, error-checking, robust) stay the old
// one's.
bool goes_to_the_child(const Object& o) {
  if (o.kind == ObjectKind::mutex) return o.mutex_kind == MutexKind::normal && !o.robust;
  return o.kind == ObjectKind::rwlock || o.kind == ObjectKind::spin_lock || o.kind == ObjectKind::once;
}

void hand_over(const Object& from, std::uint32_t index, const Task& forking, Task& child) {
  Object& copy = state().objects[index];
  if (copy.owner == forking.index + 1) copy.owner = child.index + 1;
  for (std::uint32_t i = 0; i < forking.held_count; ++i) {
    const HeldLock& held = forking.held[i];
    if (&state().objects[held.object] != &from) continue;
    child.held[child.held_count] = held;
    child.held[child.held_count++].object = index;
  }
}

}  // namespace

void copy_objects(std::uint32_t parent_process, std::uint32_t child_process, const Task* forking, Task* child) {
  SharedState& s = state();
  const std::uint32_t count = s.object_count;
  for (std::uint32_t i = 1; i < count; ++i) {
    if (s.objects[i].space != parent_process || s.objects[i].destroyed) continue;
    const std::uint32_t index = new_index();
    Object& copy = s.objects[index];
    copy = s.objects[i];
    copy.space = child_process;
    copy.clock = VectorClock{};
    copy.second_clock = VectorClock{};
    copy.clock.assign(s.objects[i].clock);
    copy.second_clock.assign(s.objects[i].second_clock);
    copy.waiters = 0;
    if (forking != nullptr && goes_to_the_child(copy)) hand_over(s.objects[i], index, *forking, *child);
    link(index);
  }
}

void forget_objects_in(std::uint64_t address, std::uint64_t size) {
  SharedState& s = state();
  const std::uint32_t space = space_of(address);
  for (std::uint32_t i = 1; i < s.object_count; ++i) {
    const Object& o = s.objects[i];
    if (o.space == space && !o.destroyed && o.address - address < size) forget_object(i);
  }
}

}  // namespace threadmark::engine
