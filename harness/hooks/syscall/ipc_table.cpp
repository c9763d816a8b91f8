// The leftovers of a run: System V objects and files.
#include "harness/hooks/syscall/ipc_table.hpp"

#include <cstring>

#include <fcntl.h>
#include <sys/ipc.h>
#include <sys/syscall.h>

#include "harness/hooks/syscall/kernel.hpp"
#include "harness/hooks/syscall/system_state.hpp"

namespace threadmark::hooks {

void note_made_path(const char* path, bool is_folder, std::uint64_t pc) noexcept {
  IpcTable& table = system().ipc;
  note_removed_path(path);
  const std::size_t length = std::strlen(path);
  if (table.paths_used >= max_made_paths || length >= longest_path) return;
  MadePath& made = table.paths[static_cast<std::size_t>(table.paths_used++)];
  std::memcpy(made.path.data(), path, length + 1);
  made.is_folder = is_folder;
  made.made_at = pc;
}

void note_removed_path(const char* path) noexcept {
  IpcTable& table = system().ipc;
  for (int i = 0; i < table.paths_used; ++i) {
    if (std::strcmp(table.paths[static_cast<std::size_t>(i)].path.data(), path) != 0) continue;
    for (int j = i + 1; j < table.paths_used; ++j) {
      table.paths[static_cast<std::size_t>(j - 1)] = table.paths[static_cast<std::size_t>(j)];
    }
    --table.paths_used;
    return;
  }
}

void remove_leftovers() noexcept {
  IpcTable& table = system().ipc;
  for (int i = 0; i < table.used; ++i) {
    const IpcObject& object = table.objects[static_cast<std::size_t>(i)];
    if (object.removed) continue;
    const long number = object.kind == IpcKind::memory       ? SYS_shmctl
                        : object.kind == IpcKind::semaphores ? SYS_semctl
                                                             : SYS_msgctl;
    if (object.kind == IpcKind::semaphores) {
      kernel(number, object.kernel_id, 0, IPC_RMID);
    } else {
      kernel(number, object.kernel_id, IPC_RMID, 0);
    }
  }
  // The youngest first: what lies in a folder goes before the folder.
  for (int i = table.paths_used - 1; i >= 0; --i) {
    const MadePath& made = table.paths[static_cast<std::size_t>(i)];
    kernel(SYS_unlinkat, AT_FDCWD, made.path.data(), made.is_folder ? AT_REMOVEDIR : 0);
  }
  table.used = 0;
  table.paths_used = 0;
}

}  // namespace threadmark::hooks
