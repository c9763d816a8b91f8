// The race detector.
#include "harness/detectors/race.hpp"

#include "harness/detectors/overflow.hpp"
#include "harness/engine/call_stack.hpp"
#include "harness/engine/finding.hpp"
#include "harness/engine/knowledge.hpp"
#include "harness/engine/layout.hpp"
#include "harness/engine/point.hpp"
#include "harness/engine/shared_state.hpp"

namespace threadmark::detectors {

using engine::local;

namespace {

constexpr std::uint8_t cell_bits = cell_looked_up | cell_shared;

bool is_ordered(const Access& earlier, const Access& now) {
  if (earlier.task == now.task) return true;
  const engine::Task& me = *local.task;
  return me.clock.at(earlier.task) >= earlier.epoch;
}

bool both_read(const Access& a, const Access& b) {
  return ((a.flags | b.flags) & access_write) == 0;
}
bool both_atomic(const Access& a, const Access& b) {
  return (a.flags & b.flags & access_atomic) != 0;
}

/// Whatever races with `earlier` from now on races with `now` too: `earlier` need not be remembered (for the bytes of
/// `now`).
bool covers(const Access& now, const Access& earlier) {
  const bool as_strong = (now.flags & access_write) != 0 || (earlier.flags & access_write) == 0;
  const bool as_plain = (now.flags & access_atomic) == 0 || (earlier.flags & access_atomic) != 0;
  return as_strong && as_plain;
}

/// Looks at one remembered access: a conflict, or fewer bytes of it to be remembered.
void meet(Access& earlier, const Access& now, Conflict& conflict) {
  if ((earlier.mask & now.mask) == 0) return;
  if ((earlier.flags & access_invalid) != 0) {
    conflict.what = (earlier.flags & access_freed) != 0 ? Conflict::What::freed : Conflict::What::redzone;
    conflict.earlier = earlier;
    return;
  }
  if (is_ordered(earlier, now)) {
    if (covers(now, earlier)) earlier.mask = static_cast<std::uint8_t>(earlier.mask & ~now.mask);
    return;
  }
  if (both_read(earlier, now) || both_atomic(earlier, now)) return;
  if (conflict.what == Conflict::What::none) {
    conflict.what = Conflict::What::race;
    conflict.earlier = earlier;
  }
  if (covers(now, earlier)) earlier.mask = static_cast<std::uint8_t>(earlier.mask & ~now.mask);
}

/// Puts a record into a cell whose first record keeps the cell's bits.
void set_first(Cell& cell, const Access& access) {
  const auto bits = static_cast<std::uint8_t>(cell.access[0].flags & cell_bits);
  cell.access[0] = access;
  cell.access[0].flags = static_cast<std::uint8_t>((access.flags & ~cell_bits) | bits);
}

/// Meets the nodes of a chain and drops those that nothing is left of; the new head.
std::uint32_t meet_chain(std::uint32_t head, const Access& now, Conflict& conflict, bool shared_memory) {
  std::uint32_t* link = &head;
  while (*link != 0) {
    OverflowNode& node = overflow_node(*link, shared_memory);
    meet(node.access, now, conflict);
    if (node.access.mask == 0) {
      const std::uint32_t gone = *link;
      *link = node.next;
      free_overflow(gone, shared_memory);
    } else {
      link = &node.next;
    }
  }
  return head;
}

// A page of the shadow that is read before it is first written costs two faults of the kernel's, and a run has some
// dozens of them.
void begin_writing(Cell& cell) {
  constexpr std::uint64_t page_bits = 12;
  const std::uint64_t page = reinterpret_cast<std::uint64_t>(&cell) >> page_bits;
  if (page == local.shadow_page) return;
  local.shadow_page = page;
  __atomic_fetch_or(&cell.access[0].flags, 0, __ATOMIC_RELAXED);
}

/// Moves the first record aside, so that the newest access stands where the quick test looks.
void make_room(Cell& cell, bool shared_memory) {
  if (cell.access[0].mask == 0) return;
  Access old = cell.access[0];
  old.flags = static_cast<std::uint8_t>(old.flags & ~cell_bits);
  if (cell.access[1].mask == 0 && (cell.access[1].flags & access_chained) == 0) {
    cell.access[1] = old;
    return;
  }
  std::uint32_t head = (cell.access[1].flags & access_chained) != 0 ? cell.access[1].stack : 0;
  const Access* const kept[] = {&cell.access[1], &old};
  for (const Access* keep : kept) {
    if (keep->mask == 0) continue;
    const std::uint32_t index = take_overflow(shared_memory);
    if (index == 0) break;  // pool exhausted: forgets the oldest
    overflow_node(index, shared_memory) = OverflowNode{*keep, head, {}};
    head = index;
  }
  cell.access[1] = Access{0, 0, 0, access_chained, 0, head};
}

/// True when the new record can simply be added to the first one: same task, epoch, kind and place.
bool merges(const Access& first, const Access& now) {
  return first.mask != 0 && first.task == now.task && first.epoch == now.epoch && first.pc == now.pc &&
         (first.flags & ~cell_bits) == now.flags;
}

/// What the hook's quick test says of memory that is not known to be shared: what is found, and where, is the same
/// whether it is known or not.
bool repeats(const Access& first, const Access& now) {
  const bool plain = ((first.flags | now.flags) & (access_atomic | access_invalid)) == 0;
  const bool as_strong = (first.flags & access_write) != 0 || (now.flags & access_write) == 0;
  return plain && as_strong && first.task == now.task && first.epoch == now.epoch &&
         (first.mask & now.mask) == now.mask;
}

void add_place(engine::Finding& finding, const char* role, const Access& access, std::uintptr_t address) {
  engine::FindingPlace& place = finding.add(role);
  place.operation = (access.flags & access_atomic) != 0
                        ? ((access.flags & access_write) != 0 ? engine::OperationKind::atomic_store
                                                              : engine::OperationKind::atomic_load)
                    : (access.flags & access_write) != 0 ? engine::OperationKind::write
                                                         : engine::OperationKind::read;
  place.task = access.task;
  place.stack = access.stack;
  place.pc = access.pc;
  place.address = address;
  place.size = static_cast<std::uint64_t>(__builtin_popcount(access.mask));
}

void report_conflict(const Conflict& conflict, const Access& now, std::uintptr_t address) {
  engine::Finding finding;
  if (conflict.what == Conflict::What::race) {
    finding.kind = engine::FindingKind::data_race;
    static constexpr const char* messages[2][2] = {{"race.read-read", "race.write-read"},
                                                   {"race.read-write", "race.write-write"}};
    finding.message = (now.flags & access_free_call) != 0
                          ? "race.free"
                          : messages[now.flags & access_write][conflict.earlier.flags & access_write];
  } else {
    finding.kind = engine::FindingKind::memory_error;
    finding.message = conflict.what == Conflict::What::freed ? "memory.use-after-free" : "memory.out-of-bounds";
  }
  add_place(finding, "access", now, address);
  add_place(finding,
            conflict.what == Conflict::What::race    ? "other"
            : conflict.what == Conflict::What::freed ? "freed"
                                                     : "allocated",
            conflict.earlier, address);
  engine::report(finding);
}

void look_up(Cell& cell, std::uintptr_t address) {
  std::uint8_t& flags = cell.access[0].flags;
  flags |= cell_looked_up;
  if (engine::is_known_shared(address)) flags |= cell_shared;
}

void check_and_report(Cell& cell, const Access& access, std::uintptr_t address) {
  const Conflict conflict = check_access(cell, access, engine::in_shared_map(address));
  if (conflict.what == Conflict::What::none) return;
  if (conflict.what == Conflict::What::race) {
    engine::learn_shared(address);
    cell.access[0].flags |= cell_looked_up | cell_shared;
  }
  report_conflict(conflict, access, address);
}

Access access_by_self(std::uint8_t mask, std::uint8_t flags, std::uint64_t pc) {
  const engine::Task& me = *local.task;
  return Access{me.epoch, static_cast<std::uint16_t>(me.index), mask,
                flags,    static_cast<std::uint32_t>(pc),       engine::current_stack()};
}

std::uint8_t mask_of(std::uintptr_t address, std::uint32_t size) {
  return static_cast<std::uint8_t>(((1u << size) - 1u) << (address & 7));
}

bool is_own_stack(std::uintptr_t address) {
  const engine::Task& me = *local.task;
  if (me.is_process_main) return address >= engine::kernel_placed_base;
  return address - (engine::stack_base + me.index * engine::stack_slot_size) < engine::stack_slot_size;
}

void come_to_point(std::uintptr_t address, std::uint64_t size, std::uint8_t flags, std::uint64_t pc) {
  engine::Operation operation;
  operation.kind = (flags & access_write) != 0 ? engine::OperationKind::write : engine::OperationKind::read;
  operation.writes = (flags & access_write) != 0;
  operation.address = address;
  operation.size = static_cast<std::uint32_t>(size);
  operation.pc = pc;
  // The access has ticked already: a point or none, it ticks once.
  --local.ticks;
  engine::point(operation);
}

}  // namespace

Conflict check_access(Cell& cell, const Access& access, bool shared_memory) {
  Conflict conflict;
  if (cell.access[0].mask != 0) meet(cell.access[0], access, conflict);
  if ((cell.access[1].flags & access_chained) != 0) {
    cell.access[1].stack = meet_chain(cell.access[1].stack, access, conflict, shared_memory);
    if (cell.access[1].stack == 0) cell.access[1] = Access{};
  } else if (cell.access[1].mask != 0) {
    meet(cell.access[1], access, conflict);
    if (cell.access[1].mask == 0) cell.access[1] = Access{};
  }
  if (conflict.what == Conflict::What::freed || conflict.what == Conflict::What::redzone) return conflict;
  if (merges(cell.access[0], access)) {
    cell.access[0].mask |= access.mask;
    return conflict;
  }
  make_room(cell, shared_memory);
  set_first(cell, access);
  return conflict;
}

void access_slowly(std::uintptr_t address, std::uint32_t size, std::uint8_t flags, std::uint64_t pc) {
  if (local.task == nullptr || local.ignoring != 0) return;
  Cell& cell = *cell_of(address);
  begin_writing(cell);
  if ((cell.access[0].flags & cell_looked_up) == 0) look_up(cell, address);
  if ((flags & access_write) != 0 && !is_own_stack(address)) local.wrote = true;
  if ((flags & access_atomic) == 0 && ((cell.access[0].flags & cell_shared) != 0 || local.ticks >= local.stop_tick)) {
    come_to_point(address, size, flags, pc);
  }
  const Access access = access_by_self(mask_of(address, size), flags, pc);
  if (!repeats(cell.access[0], access)) check_and_report(cell, access, address);
}

void access_range(std::uintptr_t address, std::uint64_t size, std::uint8_t flags, std::uint64_t pc) {
  if (local.task == nullptr || local.ignoring != 0 || size == 0) return;
  ++local.ticks;
  bool is_point = local.ticks >= local.stop_tick;
  const std::uintptr_t end = address + size;
  for (std::uintptr_t a = address; a < end && !is_point; a = (a | 7) + 1) {
    Cell& cell = *cell_of(a);
    begin_writing(cell);
    if ((cell.access[0].flags & cell_looked_up) == 0) look_up(cell, a);
    is_point = (cell.access[0].flags & cell_shared) != 0;
  }
  if (is_point) come_to_point(address, size, flags, pc);
  for (std::uintptr_t a = address; a < end; a = (a | 7) + 1) {
    const std::uintptr_t granule_end = (a | 7) + 1;
    const auto part = static_cast<std::uint32_t>((granule_end < end ? granule_end : end) - a);
    const std::uint8_t mask = mask_of(a, part);
    Cell& cell = *cell_of(a);
    if (is_repeated(cell, local.now, mask, flags & access_write)) continue;
    check_and_report(cell, access_by_self(mask, flags, pc), a);
  }
}

void clear_shadow(std::uintptr_t address, std::uint64_t size) {
  const bool shared_memory = engine::in_shared_map(address);
  const std::uintptr_t end = address + size;
  for (std::uintptr_t a = address & ~std::uintptr_t{7}; a < end; a += 8) {
    Cell& cell = *cell_of(a);
    if ((cell.access[1].flags & access_chained) != 0) {
      for (std::uint32_t node = cell.access[1].stack; node != 0;) {
        const std::uint32_t next = overflow_node(node, shared_memory).next;
        free_overflow(node, shared_memory);
        node = next;
      }
    }
    if (cell.access[0].mask != 0 || cell.access[0].flags != 0 || cell.access[1].flags != 0 ||
        cell.access[1].mask != 0) {
      cell = Cell{};
    }
  }
}

void forbid_range(std::uintptr_t address, std::uint64_t size, std::uint8_t why, std::uint64_t pc) {
  if (local.task == nullptr) return;
  const std::uintptr_t end = address + size;
  for (std::uintptr_t a = address; a < end; a = (a | 7) + 1) {
    const std::uintptr_t granule_end = (a | 7) + 1;
    const auto part = static_cast<std::uint32_t>((granule_end < end ? granule_end : end) - a);
    Cell& cell = *cell_of(a);
    begin_writing(cell);
    if (part == 8) clear_shadow(a, 8);
    const bool shared_memory = engine::in_shared_map(a);
    make_room(cell, shared_memory);
    set_first(cell, access_by_self(mask_of(a, part), why, pc));
  }
}

}  // namespace threadmark::detectors
