// Exceptions that several threads hold: libstdc++ counts their holders in code that is not instrumented, so that the
// last holder's destruction would look like a race with what the others read before.
#include "harness/engine/object.hpp"
#include "harness/engine/point.hpp"
#include "harness/engine/shared_state.hpp"
#include "harness/hooks/interposed.hpp"
#include "harness/hooks/real.hpp"

namespace threadmark::hooks {

namespace {

// One clock for the counts of all exceptions of a process, used once an exception_ptr exists: coarser than the truth,
// but only where exceptions travel.
constexpr std::uint32_t exception_space = 0x4000'0000;
constexpr std::uint64_t exception_counts = 1;
bool travels = false;

void count_changes() {
  if (!travels || engine::self() == nullptr) return;
  const std::uint32_t space = engine::self()->process | exception_space;
  std::uint32_t index = engine::find_object(space, exception_counts);
  if (index == 0) index = engine::make_object(engine::ObjectKind::other, space, exception_counts, 0);
  engine::acquire_from(engine::object(index).clock);
  engine::release_into(engine::object(index).clock);
}

template <class F>
F* hidden(F*& slot, const char* name) {
  if (slot == nullptr) slot = reinterpret_cast<F*>(real_symbol(name));
  return slot;
}

}  // namespace

}  // namespace threadmark::hooks

using namespace threadmark::hooks;

// std::current_exception(); the result is returned through memory (Itanium C++ ABI 3.1.3.1).
THREADMARK_HOOK void* _ZSt17current_exceptionv(void* result) {
  static void* (*original)(void*) = nullptr;
  travels = true;
  return hidden(original, "_ZSt17current_exceptionv")(result);
}

// std::__exception_ptr::exception_ptr::_M_addref()
THREADMARK_HOOK void _ZNSt15__exception_ptr13exception_ptr9_M_addrefEv(void* pointer) {
  static void (*original)(void*) = nullptr;
  travels = true;
  hidden(original, "_ZNSt15__exception_ptr13exception_ptr9_M_addrefEv")(pointer);
}

// std::__exception_ptr::exception_ptr::_M_release()
THREADMARK_HOOK void _ZNSt15__exception_ptr13exception_ptr10_M_releaseEv(void* pointer) {
  static void (*original)(void*) = nullptr;
  count_changes();
  hidden(original, "_ZNSt15__exception_ptr13exception_ptr10_M_releaseEv")(pointer);
}

THREADMARK_HOOK void __cxa_end_catch() {
  static void (*original)() = nullptr;
  count_changes();
  hidden(original, "__cxa_end_catch")();
}
