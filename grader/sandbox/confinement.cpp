// Building one confined start: bubblewrap's arguments, the box's order, another user, staged mounts.
#include "grader/sandbox/confinement.hpp"

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <fstream>
#include <sstream>
#include <system_error>

#include <fcntl.h>
#include <grp.h>
#include <sys/mman.h>
#include <sys/mount.h>
#include <sys/personality.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "grader/sandbox/box_order.h"
#include "grader/sandbox/box_program.hpp"
#include "grader/sandbox/syscall_filter.hpp"

namespace threadmark::sandbox {
namespace {

namespace fs = std::filesystem;

/// The user that a confined program believes to be.
constexpr const char* inner_user = "1000";

/// Our own processes in a group: bubblewrap's two and the box.
constexpr int own_processes = 3;

std::string system_error(const std::string& what) {
  return what + ": " + std::strerror(errno) + ".";
}

/// A user number that nobody else has. The range is one that distributions leave free (systemd's UIDS-GIDS); where a
/// container maps fewer numbers, one below 65536.
uid_t fresh_user() {
  static std::atomic<unsigned> next{0};
  constexpr uid_t first = 1879048192;
  constexpr unsigned jobs = 1024;
  constexpr unsigned processes = 131072;
  std::ifstream map("/proc/self/uid_map");
  unsigned long inside = 0;
  unsigned long outside = 0;
  unsigned long count = 0;
  map >> inside >> outside >> count;
  const unsigned job = next++ % jobs;
  if (inside == 0 && count > 2147483647UL) return first + (static_cast<unsigned>(::getpid()) % processes) * jobs + job;
  return 60000 + job;
}

int memory_file(const char* name, std::string_view content) {
  const int file = ::memfd_create(name, MFD_CLOEXEC);
  if (file < 0) return -1;
  if (::write(file, content.data(), content.size()) != static_cast<ssize_t>(content.size())) {
    ::close(file);
    return -1;
  }
  ::lseek(file, 0, SEEK_SET);
  return file;
}

/// Makes a path the user's. Where that fails the program in the sandbox finds it closed, and says so.
void give_away(const fs::path& path, uid_t user) {
  [[maybe_unused]] const int given = ::lchown(path.c_str(), user, user);
}

/// Gives what is ours in a folder to the user, and lets it make more there. What other users made meanwhile stays
/// theirs: two programs may work in one folder at once. (Nobody else comes here: the workspace above is closed.)
void hand_over(const fs::path& folder, uid_t user) {
  const auto give = [&](const fs::path& path) {
    struct stat status = {};
    if (::lstat(path.c_str(), &status) != 0 || status.st_uid != ::geteuid()) return;
    if (S_ISDIR(status.st_mode)) {
      ::chmod(path.c_str(), 0777);
    } else {
      give_away(path, user);
    }
  };
  give(folder);
  std::error_code error;
  for (fs::recursive_directory_iterator it(folder, fs::directory_options::skip_permission_denied, error), end;
       !error && it != end; it.increment(error))
    give(it->path());
}

/// Lets everybody pass through a folder of ours, as through that of a workspace, without seeing what is in it.
void let_through(const fs::path& folder) {
  struct stat status = {};
  if (::lstat(folder.c_str(), &status) == 0 && S_ISDIR(status.st_mode) && status.st_uid == ::geteuid() &&
      (status.st_mode & 0777) == 0700)
    ::chmod(folder.c_str(), 0711);
}

/// The folders of the system that every program sees, read-only; nothing else of the disk is there.
void add_system_folders(std::vector<std::string>& arguments) {
  for (const char* folder : {"bin", "sbin", "lib", "lib32", "lib64", "libx32", "libexec", "include"})
    arguments.insert(arguments.end(), {"--ro-bind-try", std::string("/usr/") + folder, std::string("/usr/") + folder});
  for (const char* folder : {"bin", "sbin", "lib", "lib32", "lib64", "libx32"}) {
    const std::string path = std::string("/") + folder;
    std::error_code error;
    if (fs::is_symlink(path, error)) {
      arguments.insert(arguments.end(), {"--symlink", fs::read_symlink(path, error).string(), path});
    } else {
      arguments.insert(arguments.end(), {"--ro-bind-try", path, path});
    }
  }
  for (const char* file : {"/etc/alternatives", "/etc/ld.so.cache"})
    arguments.insert(arguments.end(), {"--ro-bind-try", file, file});
}

/// Runs in the child: mounts each source at staging/N, in a mount namespace that nobody else sees.
int stage(const std::vector<std::string>& from, const std::string& staging, const std::vector<std::string>& at,
          const std::vector<bool>& is_folder, std::vector<int>& opened, std::vector<std::string>& by_number) {
  if (::unshare(CLONE_NEWNS) != 0 || ::mount(nullptr, "/", nullptr, MS_REC | MS_PRIVATE, nullptr) != 0) return errno;
  // Opened first: the staging folder may be on the way to one of them.
  for (std::size_t i = 0; i < from.size(); ++i)
    if ((opened[i] = ::open(from[i].c_str(), O_PATH | O_CLOEXEC)) < 0) return errno;
  if (::mount("tmpfs", staging.c_str(), "tmpfs", MS_NOSUID | MS_NODEV, "mode=0755,size=64k") != 0) return errno;
  for (std::size_t i = 0; i < from.size(); ++i) {
    if (is_folder[i]) {
      if (::mkdir(at[i].c_str(), 0755) != 0) return errno;
    } else {
      const int file = ::open(at[i].c_str(), O_CREAT | O_WRONLY | O_CLOEXEC, 0644);
      if (file < 0) return errno;
      ::close(file);
    }
    char* digits = by_number[i].data() + std::strlen("/proc/self/fd/");
    int number = opened[i];
    char reversed[12];
    int count = 0;
    do {
      reversed[count++] = static_cast<char>('0' + number % 10);
      number /= 10;
    } while (number > 0);
    while (count > 0)
      *digits++ = reversed[--count];
    *digits = '\0';
    if (::mount(by_number[i].c_str(), at[i].c_str(), nullptr, MS_BIND, nullptr) != 0) return errno;
    ::close(opened[i]);
  }
  return 0;
}

}  // namespace

Machine look_at_machine() {
  Machine machine;
  for (const char* path : {"/usr/bin/bwrap", "/usr/local/bin/bwrap", "/bin/bwrap"})
    if (machine.bubblewrap.empty() && ::access(path, X_OK) == 0) machine.bubblewrap = path;
  machine.root = ::geteuid() == 0;
  machine.landlock = ::syscall(SYS_landlock_create_ruleset, nullptr, 0UL, 1U) >= 1;
  for (const char* folder : {"/mnt", "/media", "/srv", "/opt", "/var"})
    if (machine.staging.empty() && fs::is_directory(folder)) machine.staging = folder;
  if (auto filter = syscall_filter()) {
    const char* bytes = reinterpret_cast<const char*>(filter->data());
    machine.filter.assign(bytes, bytes + filter->size() * sizeof(sock_filter));
  }
  if (auto home = CgroupHome::find()) machine.cgroups = std::make_shared<CgroupHome>(std::move(*home));
  return machine;
}

std::vector<std::string> terminal_arguments(const Machine& machine, const Command& command, const Mounts& mounts) {
  // No session of its own: the terminal's keys are to reach it.
  std::vector<std::string> arguments = {machine.bubblewrap, "--unshare-user", "--unshare-pid",     "--unshare-net",
                                        "--unshare-ipc",    "--unshare-uts",  "--die-with-parent", "--uid",
                                        inner_user,         "--gid",          inner_user};
  add_system_folders(arguments);
  arguments.insert(arguments.end(), {"--proc", "/proc", "--dev", "/dev", "--tmpfs", "/dev/shm", "--tmpfs", "/tmp"});
  for (const std::string& folder : mounts.scratch)
    arguments.insert(arguments.end(), {"--tmpfs", folder});
  for (const Mount& mount : mounts.mounts)
    arguments.insert(arguments.end(), {mount.writable ? "--bind" : "--ro-bind", mount.host.string(), mount.inside});
  arguments.insert(arguments.end(), {"--chdir", command.folder, "--"});
  return arguments;
}

Confinement::~Confinement() {
  started();
  if (status_ >= 0) ::close(status_);
  for (const fs::path& folder : temporary_) {
    std::error_code ignored;
    fs::remove_all(folder, ignored);
  }
}

void Confinement::started() {
  for (const int descriptor : ours_)
    ::close(descriptor);
  ours_.clear();
}

process::Bounds Confinement::bounds() const {
  process::Bounds bounds;
  bounds.wall_s = limits_.wall_s;
  bounds.idle_s = limits_.idle_s;
  bounds.cpu_s = limits_.cpu_s;
  bounds.stdout_bytes = limits_.output_bytes;
  bounds.stderr_bytes = limits_.output_bytes;
  if (!group_) {
    bounds.memory_kb = limits_.memory_mb * 1024;
    bounds.tasks = limits_.processes + own_processes;
  }
  return bounds;
}

/// What a program without a file system of its own may use: the system to read, the mounts, and its scratch folders to
/// write.
std::string Confinement::landlock_paths(const Mounts& mounts) const {
  std::string paths;
  if (level_ != Level::no_userns || !machine_.landlock) return paths;
  const auto add = [&](char access, const std::string& path) { (paths += access).append(path).push_back('\0'); };
  for (const char* path : {"/usr", "/bin", "/sbin", "/lib", "/lib32", "/lib64", "/libx32", "/etc/alternatives",
                           "/etc/ld.so.cache", "/proc"})
    add('r', path);
  add('w', "/dev");
  for (const Mount& mount : mounts.mounts)
    add(mount.writable ? 'w' : 'r', mount.host.string());
  for (const fs::path& folder : temporary_)
    add('w', folder.string());
  return paths;
}

Result<void> Confinement::open_files(const Command& command, const Mounts& mounts,
                                     const std::vector<std::string>& arguments) {
  std::string text;
  for (const std::string& argument : arguments)
    text.append(argument).push_back('\0');
  std::string environment;
  for (const std::string& variable : command.environment)
    environment.append(variable).push_back('\0');
  std::string files;
  for (const auto& [name, content] : command.files) {
    if (name.empty() || name.front() == '/' || name.find("..") != std::string::npos)
      return fail(internal_error("A confined program cannot be given the file " + name + "."));
    const std::uint64_t size = content.size();
    files.append(name).push_back('\0');
    files.append(reinterpret_cast<const char*>(&size), sizeof size).append(content);
  }
  box_order order = {};
  const std::string paths = landlock_paths(mounts);
  order.paths_bytes = static_cast<std::uint32_t>(paths.size());
  order.files_bytes = static_cast<std::uint32_t>(files.size());
  order.file_bytes = static_cast<std::uint64_t>(limits_.file_kb) * 1024;
  order.stack_bytes = static_cast<std::uint64_t>(limits_.stack_kb) * 1024;
  // The kernel counts this for the user: only where the user is the program's own does it mean anything.
  if (level_ >= Level::no_cgroup || (level_ == Level::no_userns && user_ != 0))
    order.processes = static_cast<std::uint64_t>(limits_.processes) + own_processes;
  order.cpu_s = static_cast<std::uint64_t>(limits_.cpu_s) + 2;
  order.environment_bytes = static_cast<std::uint32_t>(environment.size());
  order.confined = level_ >= Level::no_userns ? 1 : 0;
  order.filter_bytes = order.confined != 0 ? static_cast<std::uint32_t>(machine_.filter.size()) : 0;
  order.dies_with_parent = has_own_root() ? 0 : 1;
  std::string order_text(reinterpret_cast<const char*>(&order), sizeof order);
  order_text += environment;
  order_text.append(machine_.filter.data(), order.filter_bytes);
  order_text += files;
  order_text += paths;

  int status[2];
  if (::pipe2(status, O_CLOEXEC) != 0) return fail(environment_error(system_error("Cannot make a pipe")));
  status_ = status[0];
  ours_ = {memory_file("args", text), memory_file("box", box_program()), memory_file("order", order_text), status[1]};
  for (const int descriptor : ours_)
    if (descriptor < 0) return fail(environment_error(system_error("Cannot make a memory file")));
  ::fchmod(ours_[1], 0555);
  command_.descriptors = command.descriptors;
  for (const process::GivenDescriptor& given : command.descriptors)
    if (given.number >= box_args_fd && given.number <= box_status_fd)
      return fail(
          internal_error("A confined program cannot be given descriptor " + std::to_string(given.number) + "."));
  const int numbers[] = {box_args_fd, box_program_fd, box_order_fd, box_status_fd};
  for (std::size_t i = 0; i < ours_.size(); ++i)
    command_.descriptors.push_back({numbers[i], ours_[i]});
  return {};
}

std::vector<std::string> Confinement::bubblewrap_arguments(const Command& command, const Mounts& mounts) {
  const std::string bytes = std::to_string(std::max(limits_.file_kb, 64L) * 1024);
  std::vector<std::string> arguments = {
      "--unshare-user",       "--unshare-pid", "--unshare-net",     "--unshare-ipc", "--unshare-uts",
      "--unshare-cgroup-try", "--uid",         inner_user,          "--gid",         inner_user,
      "--hostname",           "box",           "--die-with-parent", "--new-session", "--as-pid-1"};
  if (machine_.no_nested) arguments.push_back("--disable-userns");
  add_system_folders(arguments);
  arguments.insert(arguments.end(), {"--proc", "/proc", "--dev", "/dev"});
  arguments.insert(arguments.end(), {"--size", bytes, "--tmpfs", "/dev/shm", "--mqueue", "/dev/mqueue"});
  arguments.insert(arguments.end(), {"--size", bytes, "--tmpfs", "/tmp"});
  for (const std::string& folder : mounts.scratch)
    arguments.insert(arguments.end(), {"--size", bytes, "--tmpfs", folder});
  for (std::size_t i = 0; i < mounts.mounts.size(); ++i) {
    const Mount& mount = mounts.mounts[i];
    const bool staged = machine_.root && machine_.can_stage;
    const std::string from = staged ? machine_.staging + "/" + std::to_string(i) : mount.host.string();
    if (staged) staged_from_.push_back(mount.host.string());
    arguments.insert(arguments.end(), {mount.writable ? "--bind" : "--ro-bind", from, mount.inside});
  }
  arguments.insert(arguments.end(), {"--remount-ro", "/dev", "--remount-ro", "/", "--chdir", command.folder});
  return arguments;
}

Result<void> Confinement::give_to_user(const Mounts& mounts) {
  if (!machine_.root || level_ == Level::off) return {};
  user_ = fresh_user();
  const bool reached_by_its_path = !has_own_root() || !machine_.can_stage;
  for (const Mount& mount : mounts.mounts) {
    if (mount.writable) hand_over(mount.host, user_);
    if (reached_by_its_path) let_through(mount.host.parent_path());
  }
  return {};
}

/// Below `no_cgroup` there is no file system of its own: scratch folders are real ones, and the working folder may be
/// in one.
Result<std::string> Confinement::lower_folder(const Command& command, const Mounts& mounts) {
  for (const std::string& scratch : mounts.scratch) {
    std::string made = (fs::temp_directory_path() / "threadmark-scratch-XXXXXX").string();
    if (::mkdtemp(made.data()) == nullptr)
      return fail(environment_error(system_error("Cannot make a folder in " + made)));
    temporary_.emplace_back(made);
    if (user_ != 0) give_away(made, user_);
    if (command.folder == scratch || command.folder.starts_with(scratch + "/"))
      return made + command.folder.substr(scratch.size());
  }
  return command.folder;
}

void Confinement::set_preparations(const Mounts& mounts) {
  std::vector<std::string> at;
  std::vector<bool> is_folder;
  std::vector<std::string> by_number;
  for (std::size_t i = 0; i < staged_from_.size(); ++i) {
    at.push_back(machine_.staging + "/" + std::to_string(i));
    is_folder.push_back(fs::is_directory(mounts.mounts[i].host));
    by_number.push_back("/proc/self/fd/" + std::string(12, '\0'));
  }
  std::vector<int> opened(staged_from_.size(), -1);
  command_.in_child = [this, at, is_folder, by_number, opened]() mutable {
    if (group_)
      if (const int error = group_->join()) return error;
    ::umask(022);
    if (limits_.fixed_addresses) ::personality(ADDR_NO_RANDOMIZE);
    if (!staged_from_.empty())
      if (const int error = stage(staged_from_, machine_.staging, at, is_folder, opened, by_number)) return error;
    if (user_ != 0 && (::setgroups(0, nullptr) != 0 || ::setresgid(user_, user_, user_) != 0 ||
                       ::setresuid(user_, user_, user_) != 0))
      return errno;
    return 0;
  };
}

Result<std::unique_ptr<Confinement>> Confinement::prepare(const Machine& machine, Level level, const Command& command,
                                                          const Mounts& mounts, const LimitSet& limits) {
  std::unique_ptr<Confinement> self(new Confinement(machine, level, limits));
  if (auto given = self->give_to_user(mounts); !given) return fail(given.error());
  if (level == Level::no_userns && self->user_ == 0 && !machine.landlock)
    return fail(environment_error(
        "Without root and without Landlock (Linux 5.13) a program cannot be kept from this user's files."));
  if (level == Level::full) {
    if (!machine.cgroups) return fail(environment_error("There are no control groups on this machine."));
    auto group = Cgroup::make(*machine.cgroups, {limits.memory_mb, limits.processes + own_processes});
    if (!group) return fail(group.error());
    self->group_ = std::move(*group);
  }
  std::vector<std::string> arguments;
  if (command.argv.empty()) return fail(internal_error("There is nothing to run in the sandbox."));
  self->program_ = command.argv.front();
  self->command_.stdin_text = command.stdin_text;
  if (self->has_own_root()) {
    arguments = self->bubblewrap_arguments(command, mounts);
    // The arguments travel by a descriptor, so that nobody inside reads our folders' names in /proc/1/cmdline.
    self->command_.argv = {machine.bubblewrap, "--args", std::to_string(box_args_fd), "--",
                           "/proc/self/fd/" + std::to_string(box_program_fd)};
    self->command_.folder = "/";
  } else {
    auto folder = self->lower_folder(command, mounts);
    if (!folder) return fail(folder.error());
    self->command_.folder = *folder;
    self->command_.argv = {"/proc/self/fd/" + std::to_string(box_program_fd)};
  }
  self->command_.argv.insert(self->command_.argv.end(), command.argv.begin(), command.argv.end());
  if (auto opened = self->open_files(command, mounts, arguments); !opened) return fail(opened.error());
  self->set_preparations(mounts);
  return self;
}

Result<Outcome> Confinement::outcome_of(Outcome outer) {
  box_status status = {};
  bool began = false;
  bool told = false;
  ::fcntl(status_, F_SETFL, O_NONBLOCK);
  while (::read(status_, &status, sizeof status) == static_cast<ssize_t>(sizeof status)) {
    if (status.what == box_started) began = true;
    if (status.what == box_not_executed)
      return fail(
          environment_error("Cannot run " + program_ + " in the sandbox: " + std::strerror(status.wait_status) + "."));
    if (status.what != box_ended) continue;
    told = true;
    outer.signal = WIFSIGNALED(status.wait_status) ? WTERMSIG(status.wait_status) : 0;
    outer.status = WIFEXITED(status.wait_status) ? WEXITSTATUS(status.wait_status) : 0;
    outer.max_rss_kb = static_cast<long>(status.max_rss_kb);
    outer.cpu_s = std::max(outer.cpu_s, static_cast<double>(status.cpu_us) / 1e6);
  }
  if (group_ && group_->memory_ran_out() && outer.stopped == process::Stopped::no)
    outer.stopped = process::Stopped::memory;
  if (!began && outer.stopped == process::Stopped::no)
    return fail(
        environment_error("The sandbox could not be set up: " + (outer.err.empty() ? "no reason given" : outer.err)));
  // Somebody inside has killed the box: the program is gone with it.
  if (!told && outer.stopped == process::Stopped::no && outer.signal == 0) outer.signal = SIGKILL;
  return outer;
}

}  // namespace threadmark::sandbox
