// Results of futures that are made ready at a thread's end, by code of libstdc++ that is not instrumented.
#include <cstdint>

#include "harness/engine/shared_state.hpp"
#include "harness/hooks/atomic_orders.hpp"
#include "harness/hooks/interposed.hpp"
#include "harness/hooks/real.hpp"

namespace threadmark::hooks {

namespace {

/// What the object begins with, in the ABI of libstdc++ since GCC 5.
struct MakeReady {
  void* next;
  void (*callback)(void*);
  std::uint64_t shared_state;  ///< of the weak_ptr to std::__future_base::_State_baseV2
};
// After the pointer to its virtual table and the result: _M_status, which waiters load.
constexpr std::uint64_t status_at = 16;

}  // namespace

}  // namespace threadmark::hooks

using namespace threadmark::hooks;

// std::__future_base::_State_baseV2::_Make_ready::_M_set(): the result is there already; what made it happens before
// everything that sees the status change.
THREADMARK_HOOK void _ZNSt13__future_base13_State_baseV211_Make_ready6_M_setEv(MakeReady* made) {
  static void (*original)(MakeReady*) = nullptr;
  if (original == nullptr) {
    original = reinterpret_cast<void (*)(MakeReady*)>(
        real_symbol("_ZNSt13__future_base13_State_baseV211_Make_ready6_M_setEv"));
  }
  if (threadmark::engine::self() != nullptr && !threadmark::engine::state().run_ending)
    modified(made->shared_state + status_at, __ATOMIC_RELEASE);
  original(made);
}
