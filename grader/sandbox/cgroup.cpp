// Making, limiting, reading and killing control groups, of version 2 and of version 1.
#include "grader/sandbox/cgroup.hpp"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <sstream>
#include <thread>

#include <fcntl.h>
#include <signal.h>
#include <sys/stat.h>
#include <unistd.h>

namespace threadmark::sandbox {
namespace {

namespace fs = std::filesystem;

constexpr const char* v1_controllers[] = {"memory", "pids", "cpuacct", "freezer"};

std::string content_of(const std::string& path) {
  std::ifstream in(path);
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

bool write_to(const std::string& path, const std::string& text) {
  const int file = ::open(path.c_str(), O_WRONLY | O_CLOEXEC);
  if (file < 0) return false;
  const bool good = ::write(file, text.data(), text.size()) == static_cast<ssize_t>(text.size());
  ::close(file);
  return good;
}

/// Where controllers are mounted: controller (or "" for version 2) → folder.
std::map<std::string, std::string> mounted() {
  std::map<std::string, std::string> mounts;
  std::ifstream in("/proc/self/mounts");
  for (std::string line; std::getline(in, line);) {
    std::istringstream words(line);
    std::string device, folder, type, options;
    words >> device >> folder >> type >> options;
    if (type == "cgroup2") mounts.emplace("", folder);
    if (type != "cgroup") continue;
    std::istringstream list(options);
    for (std::string option; std::getline(list, option, ',');)
      mounts.emplace(option, folder);
  }
  return mounts;
}

/// Which group we are in: controller (or "" for version 2) → path below the mount.
std::map<std::string, std::string> own_groups() {
  std::map<std::string, std::string> groups;
  std::ifstream in("/proc/self/cgroup");
  for (std::string line; std::getline(in, line);) {
    const auto first = line.find(':');
    const auto second = line.find(':', first + 1);
    if (second == std::string::npos) continue;
    std::istringstream names(line.substr(first + 1, second - first - 1));
    const std::string path = line.substr(second + 1);
    std::string name;
    if (!std::getline(names, name, ',')) groups.emplace("", path);
    for (; !name.empty(); name.clear(), std::getline(names, name, ','))
      groups.emplace(name, path);
  }
  return groups;
}

/// Our own group's folder; where only a part of the hierarchy is mounted, the mount itself.
std::string own_folder(const std::string& mount, const std::string& path) {
  const std::string folder = path == "/" ? mount : mount + path;
  return fs::is_directory(folder) ? folder : mount;
}

bool can_make_groups_in(const std::string& folder) {
  const std::string probe = folder + "/threadmark-probe-" + std::to_string(::getpid());
  if (::mkdir(probe.c_str(), 0755) != 0) return false;
  ::rmdir(probe.c_str());
  return true;
}

/// Version 2: controllers are passed on only by a group that has no processes of its own, so we move into a leaf first.
Result<CgroupHome> find_unified(const std::string& mount, const std::string& path) {
  const std::string folder = own_folder(mount, path);
  const std::string controllers = content_of(folder + "/cgroup.controllers");
  for (const char* needed : {"memory", "pids", "cpu"})
    if (controllers.find(needed) == std::string::npos)
      return fail(environment_error(std::string("the control group ") + folder + " has no " + needed + " controller"));
  if (!can_make_groups_in(folder))
    return fail(environment_error("the control group " + folder + " does not belong to this user (" +
                                  std::strerror(errno) + ")"));
  if (!write_to(folder + "/cgroup.subtree_control", "+memory +pids +cpu")) {
    const std::string leaf = folder + "/threadmark-grader";
    ::mkdir(leaf.c_str(), 0755);
    if (!write_to(leaf + "/cgroup.procs", "0") || !write_to(folder + "/cgroup.subtree_control", "+memory +pids +cpu"))
      return fail(environment_error("the control group " + folder + " holds other processes, so it cannot be divided"));
  }
  CgroupHome home;
  remove_stale_cgroup_folders(folder);
  home.folders = {folder};
  home.unified = true;
  return home;
}

long number_after(const std::string& text, const std::string& key) {
  std::istringstream words(text);
  std::string word;
  long value = 0;
  while (words >> word)
    if (word == key && words >> value) return value;
  return 0;
}

}  // namespace

Result<CgroupHome> CgroupHome::find() {
  const auto mounts = mounted();
  const auto groups = own_groups();
  std::string why = "no control groups are mounted";
  if (const auto unified = mounts.find(""); unified != mounts.end() && groups.contains("")) {
    auto home = find_unified(unified->second, groups.at(""));
    if (home) return home;
    why = home.error().message;
  }
  CgroupHome home;
  for (const char* controller : v1_controllers) {
    const auto mount = mounts.find(controller);
    if (mount == mounts.end() || !groups.contains(controller)) return fail(environment_error(why));
    const std::string folder = own_folder(mount->second, groups.at(controller));
    if (!can_make_groups_in(folder))
      return fail(
          environment_error("the control group " + folder + " cannot be divided (" + std::strerror(errno) + ")"));
    remove_stale_cgroup_folders(folder);
    home.folders.push_back(folder);
  }
  return home;
}

Result<std::shared_ptr<Cgroup>> Cgroup::make(const CgroupHome& home, const CgroupLimits& limits) {
  auto folders = make_cgroup_folders(home.folders);
  if (!folders) return fail(folders.error());
  std::shared_ptr<Cgroup> group(new Cgroup(*std::move(folders), home.unified));
  const std::string bytes = std::to_string(limits.memory_mb * 1024 * 1024);
  bool good = true;
  if (limits.memory_mb > 0) {
    good = write_to(group->file("memory", home.unified ? "memory.max" : "memory.limit_in_bytes"), bytes);
    // Without swap, where the kernel accounts for it at all.
    if (home.unified) write_to(group->file("memory", "memory.swap.max"), "0");
    if (!home.unified) write_to(group->file("memory", "memory.memsw.limit_in_bytes"), bytes);
  }
  if (limits.processes > 0) good = good && write_to(group->file("pids", "pids.max"), std::to_string(limits.processes));
  if (!good)
    return fail(environment_error("Cannot set the limits of the control group " + group->folders_.front().path + "."));
  return group;
}

Cgroup::Cgroup(std::vector<CgroupFolder> folders, bool unified) : folders_(std::move(folders)), unified_(unified) {
  for (const CgroupFolder& folder : folders_)
    join_files_.push_back(folder.path + "/cgroup.procs");
}

Cgroup::~Cgroup() {
  Cgroup::kill(0);
  for (const CgroupFolder& folder : folders_) {
    // A killed process leaves its group a little after its parent has seen its end.
    constexpr int tries = 200;
    for (int i = 0; i < tries && ::rmdir(folder.path.c_str()) != 0 && errno == EBUSY; ++i)
      std::this_thread::sleep_for(std::chrono::milliseconds(i < 20 ? 1 : 10));
  }
}

void Cgroup::end_all_of(const CgroupHome& home, pid_t owner) {
  const std::string prefix = cgroup_prefix_of(owner);
  std::vector<std::string> names;
  std::error_code error;
  for (const std::string& folder : home.folders)
    for (const auto& entry : fs::directory_iterator(folder, error))
      if (const std::string name = entry.path().filename().string();
          name.starts_with(prefix) && std::find(names.begin(), names.end(), name) == names.end())
        names.push_back(name);
  for (const std::string& name : names) {
    std::vector<CgroupFolder> folders;
    for (const std::string& folder : home.folders)
      folders.push_back({(fs::path(folder) / name).string(), process::Descriptor()});
    const Cgroup ended(std::move(folders), home.unified);
  }
}

std::string Cgroup::file(const char* controller, const char* name) const {
  if (unified_) return folders_.front().path + "/" + name;
  for (std::size_t i = 0; i < folders_.size(); ++i)
    if (std::strcmp(v1_controllers[i], controller) == 0) return folders_[i].path + "/" + name;
  return {};
}

process::TreeUse Cgroup::use(pid_t) {
  process::TreeUse use;
  if (unified_) {
    use.cpu_s = static_cast<double>(number_after(content_of(file("cpu", "cpu.stat")), "usage_usec")) / 1e6;
    use.memory_kb = std::atol(content_of(file("memory", "memory.current")).c_str()) / 1024;
  } else {
    use.cpu_s = static_cast<double>(std::atoll(content_of(file("cpuacct", "cpuacct.usage")).c_str())) / 1e9;
    use.memory_kb = std::atol(content_of(file("memory", "memory.usage_in_bytes")).c_str()) / 1024;
  }
  use.tasks = std::atoi(content_of(file("pids", "pids.current")).c_str());
  return use;
}

void Cgroup::kill(pid_t root) {
  if (unified_ && write_to(file("", "cgroup.kill"), "1")) return;
  // Frozen, so that nobody forks between the reading of the list and the killing; a frozen process dies when thawed.
  write_to(file("freezer", unified_ ? "cgroup.freeze" : "freezer.state"), unified_ ? "1" : "FROZEN");
  std::istringstream members(content_of(file("freezer", "cgroup.procs")));
  for (pid_t member = 0; members >> member;)
    if (member > 0) ::kill(member, SIGKILL);
  if (root > 0) ::kill(root, SIGKILL);
  write_to(file("freezer", unified_ ? "cgroup.freeze" : "freezer.state"), unified_ ? "0" : "THAWED");
}

int Cgroup::join() const {
  for (const std::string& path : join_files_) {
    const int file = ::open(path.c_str(), O_WRONLY | O_CLOEXEC);
    if (file < 0) return errno;
    const ssize_t written = ::write(file, "0", 1);
    const int error = errno;
    ::close(file);
    if (written != 1) return error;
  }
  return 0;
}

bool Cgroup::memory_ran_out() const {
  if (unified_) return number_after(content_of(file("memory", "memory.events")), "oom_kill") > 0;
  return number_after(content_of(file("memory", "memory.oom_control")), "oom_kill") > 0;
}

bool Cgroup::processes_ran_out() const {
  return number_after(content_of(file("pids", "pids.events")), "max") > 0;
}

}  // namespace threadmark::sandbox
