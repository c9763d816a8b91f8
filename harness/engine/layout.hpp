// The fixed addresses of everything that the runtime maps: no choice and no result may depend on where the kernel puts
// memory.
#pragma once

#include <cstddef>
#include <cstdint>

namespace threadmark::engine {

/// Most tasks (threads of all processes) that one run may ever create; more is `limit-exceeded`.
inline constexpr std::uint32_t max_tasks = 4096;
/// Most processes that one run may ever create.
inline constexpr std::uint32_t max_processes = 1024;

/// What the kernel places by itself (libraries, main's stack) lies from here on.
inline constexpr std::uintptr_t kernel_placed_base = 0x7000'0000'0000;

// Everything below 14 TiB is ours, so that `address mod 16 TiB` is unique with libraries and main's stack
// (0x7e…–0x7f…).
inline constexpr std::uintptr_t heap_base = 0x0100'0000'0000;  ///< private; each task allocates from its own part
inline constexpr std::size_t heap_size_per_task = std::size_t{1} << 30;
inline constexpr std::uintptr_t stack_base = 0x0500'0000'0000;  ///< private; one slot a task, lowest page is a guard
inline constexpr std::size_t stack_slot_size = std::size_t{16} << 20;
inline constexpr std::uintptr_t call_stack_base = 0x0600'0000'0000;  ///< private; the shadow call stack of each task
inline constexpr std::size_t call_stack_size_per_task = std::size_t{1} << 20;
inline constexpr std::uintptr_t map_base = 0x0700'0000'0000;  ///< private mappings that the program makes
inline constexpr std::size_t map_size = std::size_t{1} << 40;
inline constexpr std::uintptr_t shared_map_base = 0x0900'0000'0000;  ///< MAP_SHARED mappings, same in all processes
inline constexpr std::size_t shared_map_size = std::size_t{1} << 38;
inline constexpr std::uintptr_t state_base = 0x0b00'0000'0000;      ///< MAP_SHARED: SharedState, reset each schedule
inline constexpr std::uintptr_t knowledge_base = 0x0b80'0000'0000;  ///< MAP_SHARED: kept over schedules
inline constexpr std::uintptr_t event_base = 0x0c00'0000'0000;      ///< MAP_SHARED: the trace writer's buffers
inline constexpr std::size_t event_size = std::size_t{1} << 32;

/// 32 bytes of shadow for 8 bytes of the program: shadow = shadow_base + (address mod 16 TiB) × 4.
inline constexpr std::uintptr_t shadow_base = 0x2000'0000'0000;
inline constexpr std::uintptr_t shadow_address_mask = (std::uintptr_t{1} << 44) - 1;
inline constexpr std::size_t shadow_size = std::size_t{1} << 46;

inline constexpr bool in_shared_map(std::uintptr_t address) {
  return address - shared_map_base < shared_map_size;
}

}  // namespace threadmark::engine
