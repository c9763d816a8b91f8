// Noting, reporting and undoing what a run leaves behind.
#include "harness/hooks/syscall/leftovers.hpp"

#include <cstring>

#include <fcntl.h>
#include <sys/ipc.h>
#include <sys/stat.h>
#include <sys/syscall.h>

#include "harness/engine/finding.hpp"
#include "harness/engine/shared_state.hpp"
#include "harness/hooks/syscall/kernel.hpp"
#include "harness/hooks/syscall/paths.hpp"
#include "harness/hooks/syscall/system_state.hpp"

// Of the explorer: true for files that the lesson asks for, which may stay.
extern "C" bool threadmark_file_is_expected(const char* path) __attribute__((weak));

namespace threadmark::hooks {

namespace {

IpcTable& table() noexcept {
  return system().ipc;
}

bool copy_path(PathText& to, const char* path) noexcept {
  const std::size_t length = std::strlen(path);
  if (length >= longest_path) return false;
  std::memcpy(to.data(), path, length + 1);
  return true;
}

MadePath* find_made(const char* path) noexcept {
  for (int i = 0; i < table().paths_used; ++i) {
    MadePath& made = table().paths[static_cast<std::size_t>(i)];
    if (std::strcmp(made.path.data(), path) == 0) return &made;
  }
  return nullptr;
}

SavedFile* find_saved(const char* path) noexcept {
  for (int i = 0; i < table().saved_used; ++i) {
    SavedFile& saved = table().saved[static_cast<std::size_t>(i)];
    if (std::strcmp(saved.path.data(), path) == 0) return &saved;
  }
  return nullptr;
}

// The file's bytes into `content`; false: too large, or it cannot be read.
bool read_content(const char* path, SavedFile& saved) noexcept {
  const long file = kernel(SYS_openat, AT_FDCWD, path, O_RDONLY | O_CLOEXEC, 0);
  if (failed(file)) return false;
  saved.offset = table().content_used;
  saved.size = 0;
  bool complete = false;
  while (saved.offset + saved.size < saved_bytes) {
    const long got = kernel(SYS_read, file, table().content.data() + saved.offset + saved.size,
                            saved_bytes - saved.offset - saved.size);
    if (got <= 0) {
      complete = got == 0;
      break;
    }
    saved.size += static_cast<std::uint64_t>(got);
  }
  kernel(SYS_close, file);
  if (complete) table().content_used += saved.size;
  return complete;
}

void put_back(const SavedFile& saved) noexcept {
  const long file =
      kernel(SYS_openat, AT_FDCWD, saved.path.data(), O_CREAT | O_WRONLY | O_TRUNC | O_CLOEXEC, saved.permissions);
  if (failed(file)) return;
  for (std::uint64_t done = 0; done < saved.size;) {
    const long put = kernel(SYS_write, file, table().content.data() + saved.offset + done, saved.size - done);
    if (put <= 0) break;
    done += static_cast<std::uint64_t>(put);
  }
  kernel(SYS_fchmod, file, saved.permissions);
  kernel(SYS_close, file);
}

void remove_object(const IpcObject& object) noexcept {
  switch (object.kind) {
    case IpcKind::memory:
      kernel(SYS_shmctl, object.kernel_id, IPC_RMID, 0);
      break;
    case IpcKind::semaphores:
      kernel(SYS_semctl, object.kernel_id, 0, IPC_RMID);
      break;
    case IpcKind::messages:
      kernel(SYS_msgctl, object.kernel_id, IPC_RMID, 0);
      break;
    case IpcKind::none:
      break;
  }
}

void report_leak(const char* message, std::uint64_t pc, const char* text) noexcept {
  engine::Finding finding;
  finding.kind = engine::FindingKind::leak;
  finding.message = message;
  engine::FindingPlace& place = finding.add("allocated");
  place.pc = pc;
  place.operation = engine::OperationKind::open;
  std::strncpy(finding.text, text, sizeof finding.text - 1);
  engine::report(finding);
}

constexpr const char* ipc_names[] = {"", "shared memory", "semaphores", "a message queue"};

}  // namespace

bool is_made_path(const char* path) noexcept {
  return find_made(path) != nullptr;
}

void note_made_path(const char* path, bool is_folder, std::uint64_t pc) noexcept {
  if (find_made(path) != nullptr || find_saved(path) != nullptr || table().paths_used >= max_made_paths) return;
  MadePath& made = table().paths[static_cast<std::size_t>(table().paths_used)];
  if (!copy_path(made.path, path)) return;
  made.is_folder = is_folder;
  made.made_at = pc;
  ++table().paths_used;
}

void note_removed_path(const char* path) noexcept {
  MadePath* made = find_made(path);
  if (made == nullptr) return;
  const MadePath* end = table().paths.data() + table().paths_used;
  for (; made + 1 < end; ++made)
    *made = *(made + 1);
  --table().paths_used;
}

void save_file(const char* path) noexcept {
  if (find_made(path) != nullptr) return;
  if (SavedFile* known = find_saved(path); known != nullptr) {
    known->touched = true;
    return;
  }
  struct stat status {};
  if (failed(kernel(SYS_newfstatat, AT_FDCWD, path, &status, 0)) || !S_ISREG(status.st_mode)) return;
  if (table().saved_used >= max_saved_files) return;
  SavedFile& saved = table().saved[static_cast<std::size_t>(table().saved_used)];
  saved = SavedFile{};
  saved.permissions = status.st_mode & 07777;
  saved.touched = true;
  if (copy_path(saved.path, path) && read_content(path, saved)) ++table().saved_used;
}

void undo_leftovers() noexcept {
  for (int i = 0; i < table().used; ++i) {
    const IpcObject& object = table().objects[static_cast<std::size_t>(i)];
    if (!object.removed) remove_object(object);
  }
  // The youngest first: what lies in a folder goes before the folder.
  for (int i = table().paths_used - 1; i >= 0; --i) {
    const MadePath& made = table().paths[static_cast<std::size_t>(i)];
    kernel(SYS_unlinkat, AT_FDCWD, made.path.data(), made.is_folder ? AT_REMOVEDIR : 0);
  }
  for (int i = 0; i < table().saved_used; ++i) {
    SavedFile& saved = table().saved[static_cast<std::size_t>(i)];
    if (saved.touched) put_back(saved);
    saved.touched = false;
  }
  table().used = 0;
  table().paths_used = 0;
}

void report_leftovers() noexcept {
  if (!engine::state().parameters.detect_leaks) return;
  for (int i = 0; i < table().used; ++i) {
    const IpcObject& object = table().objects[static_cast<std::size_t>(i)];
    if (!object.removed) report_leak("leak.ipc", object.made_at, ipc_names[static_cast<int>(object.kind)]);
  }
  for (int i = 0; i < table().paths_used; ++i) {
    const MadePath& made = table().paths[static_cast<std::size_t>(i)];
    const char* shown = name_for_people(made.path.data());
    if (threadmark_file_is_expected != nullptr && threadmark_file_is_expected(shown)) continue;
    report_leak("leak.file", made.made_at, shown);
  }
}

}  // namespace threadmark::hooks
