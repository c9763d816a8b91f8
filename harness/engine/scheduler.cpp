// What a scheduler does unless it says otherwise.
#include "harness/engine/scheduler.hpp"

namespace threadmark::engine {

std::uint64_t Scheduler::forced_tick(std::uint32_t) {
  return ~0ull;
}
bool Scheduler::keeps_spinners() const {
  return false;
}
void Scheduler::task_created(std::uint32_t) {}
void Scheduler::performed(std::uint32_t, const Operation&) {}

}  // namespace threadmark::engine
