// What a run leaves in the kernel and the file system: System V objects, new names, changed files. Noted as it happens,
// undone before the next schedule.
#pragma once

#include <array>
#include <cstddef>
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
constexpr int max_saved_files = 64;
constexpr int longest_path = 256;
constexpr std::size_t saved_bytes = std::size_t{32} << 20;

using PathText = std::array<char, longest_path>;

// A name that the run has made in the file system; absolute.
struct MadePath {
  PathText path;
  std::uint64_t made_at = 0;
  bool is_folder = false;
};

// What a file held that was there before the run. Kept over schedules: at each start the file is the same.
struct SavedFile {
  PathText path;
  std::uint64_t offset = 0;  // in IpcTable::content
  std::uint64_t size = 0;
  std::uint32_t permissions = 0;
  bool touched = false;  // in this run
};

struct IpcTable {
  std::int32_t used = 0;
  std::int32_t paths_used = 0;
  std::int32_t saved_used = 0;
  std::uint64_t content_used = 0;
  std::array<IpcObject, max_ipc_objects> objects;
  std::array<MadePath, max_made_paths> paths;
  std::array<SavedFile, max_saved_files> saved;
  std::array<char, saved_bytes> content;
};

// Notes a name that did not exist before / is gone now.
void note_made_path(const char* path, bool is_folder, std::uint64_t pc) noexcept;
void note_removed_path(const char* path) noexcept;
bool is_made_path(const char* path) noexcept;

// The file is about to be changed or removed: keeps what it holds, unless the run itself made it.
void save_file(const char* path) noexcept;

// Removes from the kernel and the file system whatever the run has left, and puts changed files back; by the fork
// server.
void undo_leftovers() noexcept;

// Reports what outlives main as `leak`: System V objects, files in the working and temporary folders, named shared
// memory.
void report_leftovers() noexcept;

}  // namespace threadmark::hooks
