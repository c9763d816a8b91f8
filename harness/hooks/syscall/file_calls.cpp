// Names in the file system: opening, making, renaming, removing; and what stands behind a new descriptor.
#include <cerrno>
#include <cstring>

#include <fcntl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/sysmacros.h>

#include "harness/engine/event_sink.hpp"
#include "harness/hooks/syscall/dispatch.hpp"
#include "harness/hooks/syscall/io_wait.hpp"
#include "harness/hooks/syscall/kernel.hpp"
#include "harness/hooks/syscall/paths.hpp"
#include "harness/hooks/syscall/special_files.hpp"
#include "harness/hooks/syscall/system_state.hpp"

namespace threadmark::hooks {

namespace {

using engine::OperationKind;

// Which of the arguments are the folder descriptor and the path, per call; -1: none (the working folder).
struct PathShape {
  int number;
  int folder;
  int path;
  bool writes;
};

constexpr PathShape shapes[] = {
    {SYS_open, -1, 0, false},      {SYS_openat, 0, 1, false},     {SYS_openat2, 0, 1, false},
    {SYS_creat, -1, 0, true},      {SYS_unlink, -1, 0, true},     {SYS_unlinkat, 0, 1, true},
    {SYS_rmdir, -1, 0, true},      {SYS_mkdir, -1, 0, true},      {SYS_mkdirat, 0, 1, true},
    {SYS_rename, -1, 1, true},     {SYS_renameat, 2, 3, true},    {SYS_renameat2, 2, 3, true},
    {SYS_link, -1, 1, true},       {SYS_linkat, 2, 3, true},      {SYS_symlink, -1, 1, true},
    {SYS_symlinkat, 1, 2, true},   {SYS_truncate, -1, 0, true},   {SYS_chmod, -1, 0, true},
    {SYS_fchmodat, 0, 1, true},    {SYS_utimensat, 0, 1, true},   {SYS_mknod, -1, 0, true},
    {SYS_mknodat, 0, 1, true},     {SYS_stat, -1, 0, false},      {SYS_lstat, -1, 0, false},
    {SYS_newfstatat, 0, 1, false}, {SYS_statx, 0, 1, false},      {SYS_access, -1, 0, false},
    {SYS_faccessat, 0, 1, false},  {SYS_faccessat2, 0, 1, false}, {SYS_readlink, -1, 0, false},
    {SYS_readlinkat, 0, 1, false}, {SYS_chdir, -1, 0, true},
};

const PathShape* shape_of(long number) noexcept {
  for (const PathShape& shape : shapes) {
    if (shape.number == number) return &shape;
  }
  return nullptr;
}

int folder_of(const Call& call, const PathShape& shape) noexcept {
  return shape.folder < 0 ? AT_FDCWD : call.descriptor(static_cast<std::size_t>(shape.folder));
}

const char* path_of(const Call& call, const PathShape& shape) noexcept {
  return call.pointer<const char>(static_cast<std::size_t>(shape.path));
}

bool starts_with(const char* text, const char* prefix) noexcept {
  return std::strncmp(text, prefix, std::strlen(prefix)) == 0;
}

// Paths whose names never change during a run need no point of choice.
bool is_constant(const char* path) noexcept {
  constexpr const char* roots[] = {"/usr/",     "/lib",         "/etc/",       "/proc/",   "/sys/",
                                   "/dev/null", "/dev/urandom", "/dev/random", "/dev/zero"};
  for (const char* root : roots) {
    if (starts_with(path, root)) return true;
  }
  return false;
}

IoKind kind_of(const struct stat& status) noexcept {
  switch (status.st_mode & S_IFMT) {
    case S_IFIFO:
      return IoKind::pipe;
    case S_IFDIR:
      return IoKind::directory;
    case S_IFCHR:
      return IoKind::device;
    case S_IFSOCK:
      return IoKind::stream_socket;
    default:
      return IoKind::file;
  }
}

bool is_random_device(const struct stat& status) noexcept {
  return (status.st_mode & S_IFMT) == S_IFCHR && major(status.st_rdev) == 1 &&
         (minor(status.st_rdev) == 8 || minor(status.st_rdev) == 9);
}

int open_flags(const Call& call) noexcept {
  switch (call.number) {
    case SYS_open:
      return call.descriptor(1);
    case SYS_openat:
      return call.descriptor(2);
    case SYS_openat2:
      return static_cast<int>(*call.pointer<const std::uint64_t>(2));
    default:
      return O_CREAT | O_WRONLY | O_TRUNC;
  }
}

void note_opened(int number, int flags, const Call& call, const char* path) noexcept {
  struct stat status {};
  if (failed(kernel(SYS_fstat, number, &status))) return;
  const IoKind kind = kind_of(status);
  const std::uint16_t object = object_of_inode(kind, status.st_dev, status.st_ino, call.pc);
  if (object == no_object) return;
  if (is_random_device(status)) io_object(object).value = 1;
  const int access = flags & O_ACCMODE;
  std::uint8_t mode = mode_own;
  if (access != O_WRONLY) mode |= mode_read;
  if (access != O_RDONLY) mode |= mode_write;
  if ((flags & O_CLOEXEC) != 0) mode |= mode_close_on_exec;
  set_descriptor(static_cast<int>(own_process()), number, Descriptor{object, mode, 0});
  if ((flags & O_TRUNC) != 0 || kind == IoKind::pipe) touch(object);
  engine::sink().file(OperationKind::open, number, path);
}

// Opening a fifo waits for the other end: the kernel must not be asked to wait.
bool is_fifo(int folder, const char* path) noexcept {
  struct stat status {};
  return !failed(kernel(SYS_newfstatat, folder, path, &status, 0)) && (status.st_mode & S_IFMT) == S_IFIFO;
}

long open_fifo(Call& call, int flags, const char* path, int folder) noexcept {
  // O_RDWR never waits and keeps both ends alive until the wanted one is open.
  const long both = kernel(SYS_openat, folder, path, O_RDWR | O_NONBLOCK | O_CLOEXEC, 0);
  if (failed(both)) return both;
  struct stat status {};
  kernel(SYS_fstat, both, &status);
  const std::uint16_t object = object_of_inode(IoKind::pipe, status.st_dev, status.st_ino, call.pc);
  IoObject& io = io_object(object);
  const bool reads = (flags & O_ACCMODE) == O_RDONLY;
  const bool writes = (flags & O_ACCMODE) == O_WRONLY;
  const long result = kernel(SYS_openat, folder, path, flags & ~(O_CREAT | O_EXCL), 0);
  if (!failed(result)) {
    // The other side may open, write and close again before this task runs: that has been met, too.
    const std::uint32_t others_before = reads ? io.write_opens : io.read_opens;
    if (!writes) ++io.read_opens;
    if (!reads) ++io.write_opens;
    note_opened(static_cast<int>(result), flags, call, path);
    const bool waits = (flags & O_NONBLOCK) == 0 && (reads || writes);
    while (waits && (reads ? io.writers : io.readers) == 0 &&
           (reads ? io.write_opens : io.read_opens) == others_before) {
      const Announcement what{OperationKind::open, object, true, call.pc};
      if (wait_for_touch(what, io.epoch) == engine::Wake::interrupted && !handle_interruption()) break;
    }
  }
  kernel(SYS_close, both);
  return result;
}

bool exists(int folder, const char* path) noexcept {
  struct stat status {};
  return !failed(kernel(SYS_newfstatat, folder, path, &status, AT_SYMLINK_NOFOLLOW));
}

long open_call(Call& call) noexcept {
  const PathShape& shape = *shape_of(call.number);
  const char* given = path_of(call, shape);
  const int folder = folder_of(call, shape);
  const int flags = open_flags(call);
  if (given == nullptr) return -EFAULT;
  PathText buffer;
  const char* path = real_path(given, buffer);
  call.arguments[static_cast<std::size_t>(shape.path)] = as_register(path);
  PathText absolute;
  bool is_tracked = false;
  bool is_new = false;
  if (!is_constant(path)) {
    const bool changes = (flags & (O_CREAT | O_TRUNC)) != 0;
    announce({OperationKind::open, names_object, changes, call.pc});
    if (is_fifo(folder, path)) return open_fifo(call, flags, path, folder);
    is_tracked = (changes || (flags & O_ACCMODE) != O_RDONLY) && absolute_path(folder, path, absolute);
    is_new = (flags & O_CREAT) != 0 && !exists(folder, path);
    if (is_tracked && !is_new) save_file(absolute.data());
  }
  const long result = pass_on(call);
  if (failed(result)) return result;
  if (is_tracked && is_new) {
    note_made_path(absolute.data(), false, call.pc);
    engine::note_progress();
  }
  note_opened(static_cast<int>(result), flags, call, given);
  return result;
}

// The file that a removal or renaming takes the last name from: its number may come back for another file.
void forget_last_name(int folder, const char* path) noexcept {
  struct stat status {};
  if (failed(kernel(SYS_newfstatat, folder, path, &status, AT_SYMLINK_NOFOLLOW))) return;
  if (status.st_nlink == 1) forget_inode(status.st_dev, status.st_ino);
}

bool renames(long number) noexcept {
  return number == SYS_rename || number == SYS_renameat || number == SYS_renameat2;
}
bool removes(long number) noexcept {
  return number == SYS_unlink || number == SYS_unlinkat || number == SYS_rmdir;
}
bool makes(long number) noexcept {
  return number == SYS_mkdir || number == SYS_mkdirat || number == SYS_link || number == SYS_linkat ||
         number == SYS_symlink || number == SYS_symlinkat || number == SYS_mknod || number == SYS_mknodat;
}

// The first of the two names of rename and link.
const char* old_name(Call& call, PathText& buffer, int* folder) noexcept {
  const bool at = call.number == SYS_renameat || call.number == SYS_renameat2 || call.number == SYS_linkat;
  *folder = at ? call.descriptor(0) : AT_FDCWD;
  const std::size_t index = at ? 1 : 0;
  const char* path = real_path(call.pointer<const char>(index), buffer);
  call.arguments[index] = as_register(path);
  return path;
}

// What a change of names means for what the run leaves behind.
void note_names(const Call& call, const PathText& old_path, const PathText& path, bool was_there) noexcept {
  const bool is_folder = call.number == SYS_mkdir || call.number == SYS_mkdirat;
  if (removes(call.number)) note_removed_path(path.data());
  if (renames(call.number)) {
    note_removed_path(old_path.data());
    note_made_path(path.data(), false, call.pc);
  }
  if (makes(call.number) && !was_there) note_made_path(path.data(), is_folder, call.pc);
}

// fstat in its newer clothes (an empty path): of standard output, the answer is ours.
bool is_stat_of_descriptor(const Call& call, const char* path) noexcept {
  return call.number == SYS_newfstatat && *path == '\0' && own_descriptor(call.descriptor(0)).object != no_object;
}

long path_call(Call& call) noexcept {
  const PathShape& shape = *shape_of(call.number);
  const char* given = path_of(call, shape);
  if (given == nullptr) return -EFAULT;
  if (is_stat_of_descriptor(call, given)) {
    Call stat = call;
    stat.number = SYS_fstat;
    stat.arguments = {call.arguments[0], call.arguments[2]};
    return dispatch(stat);
  }
  if (is_constant(given)) return pass_on(call);
  announce({shape.writes ? OperationKind::file : OperationKind::poll, names_object, shape.writes, call.pc});
  PathText buffer;
  const char* path = real_path(given, buffer);
  call.arguments[static_cast<std::size_t>(shape.path)] = as_register(path);
  if (!shape.writes) return pass_on(call);
  const int folder = folder_of(call, shape);
  const bool was_there = exists(folder, path);
  PathText absolute{};
  PathText old_absolute{};
  PathText old_buffer;
  const bool is_known = absolute_path(folder, path, absolute);
  if (is_known && was_there) save_file(absolute.data());
  const bool has_two = renames(call.number) || call.number == SYS_link || call.number == SYS_linkat;
  if (has_two) {
    int old_folder = AT_FDCWD;
    const char* old_path = old_name(call, old_buffer, &old_folder);
    if (absolute_path(old_folder, old_path, old_absolute) && renames(call.number)) save_file(old_absolute.data());
    if (renames(call.number)) forget_last_name(folder, path);
  }
  if (removes(call.number)) forget_last_name(folder, path);
  const long result = pass_on(call);
  if (failed(result)) return result;
  if (is_known) note_names(call, old_absolute, absolute, was_there);
  engine::sink().file(OperationKind::file, -1, given);
  engine::note_progress();
  return result;
}

// A file in memory without a name.
long memfd_call(Call& call) noexcept {
  const long result = pass_on(call);
  if (!failed(result)) note_opened(static_cast<int>(result), O_RDWR, call, "memfd");
  return result;
}

constexpr Row rows[] = {
    {SYS_open, open_call},          {SYS_openat, open_call},   {SYS_openat2, open_call},    {SYS_creat, open_call},
    {SYS_unlink, path_call},        {SYS_unlinkat, path_call}, {SYS_rmdir, path_call},      {SYS_mkdir, path_call},
    {SYS_mkdirat, path_call},       {SYS_rename, path_call},   {SYS_renameat, path_call},   {SYS_renameat2, path_call},
    {SYS_link, path_call},          {SYS_linkat, path_call},   {SYS_symlink, path_call},    {SYS_symlinkat, path_call},
    {SYS_truncate, path_call},      {SYS_chmod, path_call},    {SYS_fchmodat, path_call},   {SYS_utimensat, path_call},
    {SYS_mknod, path_call},         {SYS_mknodat, path_call},  {SYS_stat, path_call},       {SYS_lstat, path_call},
    {SYS_newfstatat, path_call},    {SYS_statx, path_call},    {SYS_access, path_call},     {SYS_faccessat, path_call},
    {SYS_faccessat2, path_call},    {SYS_readlink, path_call}, {SYS_readlinkat, path_call}, {SYS_chdir, path_call},
    {SYS_memfd_create, memfd_call},
};

}  // namespace

std::span<const Row> file_rows() noexcept {
  return rows;
}

}  // namespace threadmark::hooks
