// Footprints of operations.
#include "harness/schedulers/run_log.hpp"

namespace threadmark::schedulers {

Footprint footprint_of(const engine::Operation& operation) {
  Footprint footprint;
  footprint.kind = operation.kind;
  footprint.writes = operation.writes;
  footprint.timed = operation.deadline != engine::no_deadline;
  footprint.object = operation.object;
  footprint.second_object = operation.second_object;
  footprint.size = operation.size;
  footprint.address = operation.address;
  if (operation.kind == engine::OperationKind::join)
    footprint.joined_task = static_cast<std::uint32_t>(operation.argument);
  return footprint;
}

bool dependent(const Footprint& a, const Footprint& b) {
  // The order of output can be seen, whatever it is written to.
  if (a.kind == engine::OperationKind::print && b.kind == engine::OperationKind::print) return true;
  if (a.tells && b.tells) return true;
  const auto as_operation = [](const Footprint& footprint) {
    engine::Operation operation;
    operation.kind = footprint.kind;
    operation.writes = footprint.writes;
    operation.object = footprint.object;
    operation.second_object = footprint.second_object;
    operation.size = footprint.size;
    operation.address = footprint.address;
    return operation;
  };
  return engine::dependent(as_operation(a), as_operation(b));
}

std::uint64_t location_of(const Footprint& footprint) {
  constexpr std::uint64_t object_without_address = std::uint64_t{1} << 63;
  if (footprint.address != 0) return footprint.address;
  return footprint.object != 0 ? object_without_address | footprint.object : 0;
}

}  // namespace threadmark::schedulers
