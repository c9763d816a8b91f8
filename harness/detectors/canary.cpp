// One granule of our own, and two writes to it that nothing orders.
#include "harness/detectors/canary.hpp"

#include <cstdint>

#include "harness/detectors/race.hpp"
#include "harness/detectors/shadow.hpp"
#include "harness/engine/local.hpp"
#include "harness/engine/shared_state.hpp"

namespace threadmark::detectors {

namespace {

alignas(8) std::uint64_t canary = 0;

std::uintptr_t place() {
  return reinterpret_cast<std::uintptr_t>(&canary);
}

}  // namespace

void plant_canary() {
  Access& first = cell_of(place())->access[0];
  first = Access{};
  first.epoch = 1;
  first.task = engine::max_tasks - 1;
  first.mask = 0xff;
  first.flags = access_write;
}

bool canary_is_reported() {
  const engine::Task* self = engine::self();
  if (self == nullptr) return false;
  Access second{};
  second.epoch = self->epoch;
  second.task = static_cast<std::uint16_t>(self->index);
  second.mask = 0xff;
  second.flags = access_write;
  const Conflict conflict = check_access(*cell_of(place()), second, false);
  return conflict.what == Conflict::What::race && conflict.earlier.task == engine::max_tasks - 1;
}

}  // namespace threadmark::detectors

// For the system-call hooks, when main has ended.
extern "C" bool threadmark_canary_is_reported();
extern "C" bool threadmark_canary_is_reported() {
  return threadmark::detectors::canary_is_reported();
}
