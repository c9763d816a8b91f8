// The shadow call stack and the depot of stacks: a tree of calls, so that a stack is one number.
#include "harness/engine/call_stack.hpp"

#include "harness/engine/layout.hpp"
#include "harness/engine/shared_state.hpp"

namespace threadmark::engine {

namespace {

std::uint32_t bucket_of(std::uint32_t parent, std::uint64_t call_pc) {
  return static_cast<std::uint32_t>(((call_pc ^ (std::uint64_t{parent} << 32)) * 0x9e3779b97f4a7c15ull) >> 52) %
         stack_buckets;
}

std::uint32_t node_for(std::uint32_t parent, std::uint64_t call_pc) {
  SharedState& s = state();
  std::uint32_t& bucket = s.stack_bucket[bucket_of(parent, call_pc)];
  for (std::uint32_t i = bucket; i != 0; i = s.stack_nodes[i].next_in_bucket) {
    if (s.stack_nodes[i].parent == parent && s.stack_nodes[i].call_pc == call_pc) return i;
  }
  if (s.stack_node_count >= max_stack_nodes) return parent;
  const std::uint32_t index = s.stack_node_count++;
  s.stack_nodes[index] = StackNode{parent, bucket, call_pc};
  bucket = index;
  return index;
}

bool is_mapped = false;

// Programs are linked at fixed addresses below 4 GiB.
constexpr std::uint64_t first_library_address = std::uint64_t{1} << 32;

}  // namespace

void map_call_stacks() {
  const void* place = map_at(call_stack_base, max_tasks * call_stack_size_per_task, false);
  is_mapped = reinterpret_cast<std::uintptr_t>(place) == call_stack_base;
}

bool call_stacks_mapped() {
  return is_mapped;
}

void enter_function(std::uint64_t call_pc, std::uint64_t slot) {
  if (local.top + 1 >= local.limit) {  // also before the stack is there
    ++local.calls_not_kept;
    return;
  }
  ++local.top;
  // Calls from libraries lie at other addresses in each run: their place is not kept.
  *local.top = Call{call_pc < first_library_address ? static_cast<std::uint32_t>(call_pc) : 0, 0, slot};
}

void leave_function() {
  if (local.calls_not_kept != 0) {
    --local.calls_not_kept;
    return;
  }
  if (local.top != local.calls) --local.top;
}

std::uint32_t current_stack() {
  if (local.top == nullptr) return 0;
  Call* call = local.top;
  // Down to the first call whose node is known, then up again.
  while (call != local.calls && call->node == 0)
    --call;
  std::uint32_t node = call->node;
  while (call != local.top) {
    ++call;
    node = node_for(node, call->pc);
    call->node = node;
  }
  return node;
}

std::uint32_t frames_of(std::uint32_t stack, std::span<std::uint64_t> frames) {
  std::uint32_t count = 0;
  while (stack != 0 && count < frames.size()) {
    const StackNode& node = state().stack_nodes[stack];
    if (node.call_pc != 0) frames[count++] = node.call_pc;
    stack = node.parent;
  }
  return count;
}

std::uint32_t call_depth() {
  return static_cast<std::uint32_t>(local.top - local.calls);
}

void set_call_depth(std::uint32_t depth) {
  if (local.calls != nullptr && depth <= call_depth()) local.top = local.calls + depth;
}

bool tells_of_functions() {
  const bool keeps_all = local.calls != nullptr && local.calls_not_kept == 0;
  return keeps_all && local.calls + 1 < local.limit && local.calls[1].slot != 0;
}

std::uint64_t innermost_call() {
  return local.top == nullptr ? 0 : local.top->pc;
}

const Call* innermost_frame(std::uint64_t stack_pointer, std::uint64_t stack_end) {
  if (local.top == nullptr || local.calls_not_kept != 0) return nullptr;
  // Frames below the stack pointer were left without a word (an exception, a longjmp).
  const Call* call = local.top;
  while (call != local.calls && call->slot <= stack_pointer)
    --call;
  return call != local.calls && call->slot < stack_end ? call : nullptr;
}

}  // namespace threadmark::engine
