// The hooks of atomic operations and fences: each is a point of choice, with C++11 orders for happens-before.
#include <cstdint>
#include <cstring>

#include "harness/detectors/race.hpp"
#include "harness/engine/point.hpp"
#include "harness/engine/shared_state.hpp"
#include "harness/engine/spinning.hpp"
#include "harness/hooks/atomic_orders.hpp"
#include "harness/hooks/interposed.hpp"
#include "harness/hooks/library_spin.hpp"

namespace threadmark::hooks {

using detectors::access_atomic;
using detectors::access_write;
using engine::OperationKind;

namespace {

using a8 = std::uint8_t;
using a16 = std::uint16_t;
using a32 = std::uint32_t;
using a64 = std::uint64_t;
__extension__ using a128 = unsigned __int128;

bool is_known_task() {
  return engine::self() != nullptr && !engine::state().run_ending;
}

/// Comes to the point and checks the access; false: no engine yet.
bool begin(const volatile void* address, std::uint32_t size, OperationKind kind, std::uint64_t pc) {
  if (!is_known_task()) return false;
  engine::Operation operation;
  operation.kind = kind;
  operation.writes = kind != OperationKind::atomic_load;
  operation.address = reinterpret_cast<std::uint64_t>(address);
  operation.size = size;
  operation.pc = pc;
  engine::point(operation);
  const auto flags = static_cast<std::uint8_t>(access_atomic | (operation.writes ? access_write : 0));
  for (std::uint32_t part = 0; part < size; part += 8) {
    detectors::access_slowly(operation.address + part, size < 8 ? size : 8, flags, pc);
  }
  return true;
}

/// The last load inside libstdc++'s spinning: the same value at the same step is nothing new.
struct SpinLoad {
  const volatile void* address = nullptr;
  std::uint64_t value = 0;
  std::uint64_t steps = 0;
};
thread_local SpinLoad spin_load;

template <class T>
bool is_repeated_spin(const volatile T* address) {
  return is_known_task() && spin_load.address == address && spin_load.steps == engine::self()->steps &&
         spin_load.value == static_cast<std::uint64_t>(*address) && is_in_library_spin();
}

template <class T>
T load(const volatile T* address, int order, std::uint64_t pc) {
  if (is_repeated_spin(address)) return *address;
  const bool known = begin(address, sizeof(T), OperationKind::atomic_load, pc);
  const T value = *address;
  if (known) {
    spin_load = SpinLoad{address, static_cast<std::uint64_t>(value), engine::self()->steps};
    loaded(reinterpret_cast<std::uint64_t>(address), order);
    engine::note_read(reinterpret_cast<std::uint64_t>(address), static_cast<std::uint64_t>(value));
  }
  return value;
}

template <class T>
void store(volatile T* address, T value, int order, std::uint64_t pc) {
  const bool known = begin(address, sizeof(T), OperationKind::atomic_store, pc);
  if (known) stored(reinterpret_cast<std::uint64_t>(address), order);
  *address = value;
}

/// Any read-modify-write; `change` maps the old value to the new one.
template <class T, class F>
T modify(volatile T* address, int order, std::uint64_t pc, F change) {
  const bool known = begin(address, sizeof(T), OperationKind::atomic_rmw, pc);
  const T old = *address;
  const T value = change(old);
  if (known) {
    const bool unlocks = (order & 0xff) == __ATOMIC_RELAXED && is_shared_pointer_unlock(pc);
    modified(reinterpret_cast<std::uint64_t>(address), unlocks ? __ATOMIC_RELEASE : order);
    if (value != old) engine::note_progress();
  }
  *address = value;
  return old;
}

template <class T>
bool compare_exchange(volatile T* address, T* expected, T desired, int order, int failure_order, bool weak,
                      std::uint64_t pc) {
  const bool known = begin(address, sizeof(T), OperationKind::atomic_rmw, pc);
  const T old = *address;
  if (old == *expected && weak && known && engine::state().parameters.weak_failures &&
      engine::choose_value(engine::ValueKind::try_lock_fails, 2) == 1) {
    loaded(reinterpret_cast<std::uint64_t>(address), failure_order);
    return false;
  }
  if (old == *expected) {
    if (known) {
      modified(reinterpret_cast<std::uint64_t>(address), order);
      if (old != desired) engine::note_progress();
    }
    *address = desired;
    return true;
  }
  if (known) {
    loaded(reinterpret_cast<std::uint64_t>(address), failure_order);
    engine::note_read(reinterpret_cast<std::uint64_t>(address), static_cast<std::uint64_t>(old));
  }
  *expected = old;
  return false;
}

}  // namespace

}  // namespace threadmark::hooks

using namespace threadmark::hooks;

#define PC reinterpret_cast<std::uint64_t>(__builtin_return_address(0))

#define MODIFY_HOOK(bits, name, expression)                                                                     \
  THREADMARK_HOOK a##bits __tsan_atomic##bits##_##name(volatile a##bits* address, a##bits operand, int order) { \
    return modify(address, order, PC, [operand](a##bits old) { return static_cast<a##bits>(expression); });     \
  }

#define ATOMIC_HOOKS(bits)                                                                                        \
  THREADMARK_HOOK a##bits __tsan_atomic##bits##_load(const volatile a##bits* address, int order) {                \
    return load(address, order, PC);                                                                              \
  }                                                                                                               \
  THREADMARK_HOOK void __tsan_atomic##bits##_store(volatile a##bits* address, a##bits value, int order) {         \
    store(address, value, order, PC);                                                                             \
  }                                                                                                               \
  THREADMARK_HOOK a##bits __tsan_atomic##bits##_exchange(volatile a##bits* address, a##bits value, int order) {   \
    return modify(address, order, PC, [value](a##bits) { return value; });                                        \
  }                                                                                                               \
  MODIFY_HOOK(bits, fetch_add, old + operand)                                                                     \
  MODIFY_HOOK(bits, fetch_sub, old - operand)                                                                     \
  MODIFY_HOOK(bits, fetch_and, old& operand)                                                                      \
  MODIFY_HOOK(bits, fetch_or, old | operand)                                                                      \
  MODIFY_HOOK(bits, fetch_xor, old ^ operand)                                                                     \
  MODIFY_HOOK(bits, fetch_nand, ~(old & operand))                                                                 \
  THREADMARK_HOOK int __tsan_atomic##bits##_compare_exchange_strong(volatile a##bits* address, a##bits* expected, \
                                                                    a##bits desired, int order, int failure) {    \
    return compare_exchange(address, expected, desired, order, failure, false, PC);                               \
  }                                                                                                               \
  THREADMARK_HOOK int __tsan_atomic##bits##_compare_exchange_weak(volatile a##bits* address, a##bits* expected,   \
                                                                  a##bits desired, int order, int failure) {      \
    return compare_exchange(address, expected, desired, order, failure, true, PC);                                \
  }                                                                                                               \
  THREADMARK_HOOK a##bits __tsan_atomic##bits##_compare_exchange_val(volatile a##bits* address, a##bits expected, \
                                                                     a##bits desired, int order, int failure) {   \
    compare_exchange(address, &expected, desired, order, failure, false, PC);                                     \
    return expected;                                                                                              \
  }

ATOMIC_HOOKS(8)
ATOMIC_HOOKS(16)
ATOMIC_HOOKS(32)
ATOMIC_HOOKS(64)
ATOMIC_HOOKS(128)

THREADMARK_HOOK void __tsan_atomic_thread_fence(int order) {
  if (!is_known_task()) return;
  threadmark::engine::Operation operation;
  operation.kind = OperationKind::fence;
  operation.pc = PC;
  threadmark::engine::point(operation);
  fenced(order);
}

THREADMARK_HOOK void __tsan_atomic_signal_fence(int) {}
