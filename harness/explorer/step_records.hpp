// Steps and objects in full detail.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

#include "harness/engine/operation.hpp"
#include "harness/engine/task.hpp"
#include "harness/trace/event.hpp"

namespace threadmark::explorer {

trace::StepOp step_op_of(engine::OperationKind kind);

/// The place and the calls that led to it, innermost first, without those in libraries: they lie where the kernel puts
/// them. How many.
std::size_t program_frames(std::uint64_t pc, std::uint32_t stack, std::span<std::uint64_t> frames);

/// Writes the step that the task is about to make.
void record_step(const engine::Task& task, const engine::Operation& operation, engine::Wake how);
/// Writes the object's record if that was not done yet (full detail; 0: nothing).
void describe_object(std::uint32_t object);

}  // namespace threadmark::explorer
