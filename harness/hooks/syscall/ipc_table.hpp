// System V objects and files in memory folders that the run has made: they are removed before the next schedule.
#pragma once

#include <array>
#include <cstdint>

namespace threadmark::hooks {

enum class IpcKind : std::uint8_t { none, memory, semaphores, messages };

// One System V object; the kernel's own is made with IPC_PRIVATE, so that runs never meet.
struct IpcObject {
  IpcKind kind = IpcKind::none;
  bool removed = false;
  std::int32_t key = 0;
  std::int32_t kernel_id = 0;
  std::uint16_t io = 0;  // whose epoch and clock its waiters use
  std::uint64_t size = 0;
  std::uint64_t address = 0;  // of shared memory, in all processes
  std::uint64_t made_at = 0;
};
constexpr int max_ipc_objects = 64;
constexpr int max_made_paths = 128;
constexpr int longest_path = 256;

// A name that the run has made in the file system.
struct MadePath {
  std::array<char, longest_path> path;
  std::uint64_t made_at = 0;
  bool is_folder = false;
};

struct IpcTable {
  std::int32_t used = 0;
  std::array<IpcObject, max_ipc_objects> objects;
  std::int32_t paths_used = 0;
  std::array<MadePath, max_made_paths> paths;
};

// Notes a name that did not exist before / is gone now. Paths are absolute.
void note_made_path(const char* path, bool is_folder, std::uint64_t pc) noexcept;
void note_removed_path(const char* path) noexcept;

// Removes from the kernel and the file system whatever the run has left; by the fork server.
void remove_leftovers() noexcept;

}  // namespace threadmark::hooks
