// Making, marking and removing folders of control groups.
#include "grader/sandbox/cgroup_folder.hpp"

#include <atomic>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <filesystem>

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

namespace threadmark::sandbox {
namespace {

namespace fs = std::filesystem;

constexpr const char* prefix = "threadmark-";

std::string numbered_name() {
  static std::atomic<unsigned> next{0};
  return cgroup_prefix_of(::getpid()) + std::to_string(next++);
}

process::Descriptor marked(const std::string& path, int lock) {
  process::Descriptor folder(::open(path.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (folder.open() && ::flock(folder.number(), lock | LOCK_NB) != 0) {
    const int why = errno;
    folder.close();
    errno = why;
  }
  return folder;
}

// 0 or an errno. Between the making and the mark somebody may have taken the folder for stale.
int make_marked(const std::string& path, CgroupFolder& made) {
  if (::mkdir(path.c_str(), 0755) != 0) return errno;
  made = {path, marked(path, LOCK_SH)};
  return made.mark.open() ? 0 : errno;
}

}  // namespace

std::string cgroup_prefix_of(long owner) {
  return prefix + std::to_string(owner) + "-";
}

Result<std::vector<CgroupFolder>> make_cgroup_folders(const std::vector<std::string>& parents) {
  // A process of another pid namespace may have our number, and the names.
  constexpr int tries = 100;
  std::string path;
  int why = 0;
  for (int i = 0; i < tries; ++i) {
    const std::string name = numbered_name();
    std::vector<CgroupFolder> folders;
    why = 0;
    for (const std::string& parent : parents) {
      path = (fs::path(parent) / name).string();
      CgroupFolder made;
      why = make_marked(path, made);
      if (why != 0) break;
      folders.push_back(std::move(made));
    }
    if (why == 0) return folders;
    for (const CgroupFolder& folder : folders)
      ::rmdir(folder.path.c_str());
    if (why != EEXIST && why != ENOENT && why != EWOULDBLOCK) break;
  }
  return fail(environment_error("Cannot make the control group " + path + ": " + std::strerror(why) + "."));
}

void remove_stale_cgroup_folders(const std::string& parent) {
  std::error_code error;
  std::vector<std::string> stale;
  for (const auto& entry : fs::directory_iterator(parent, error)) {
    const std::string name = entry.path().filename().string();
    if (!name.starts_with(prefix)) continue;
    const long owner = std::atol(name.c_str() + std::strlen(prefix));
    if (owner > 0 && !fs::exists("/proc/" + std::to_string(owner), error)) stale.push_back(entry.path().string());
  }
  for (const std::string& path : stale)
    if (const process::Descriptor mark = marked(path, LOCK_EX); mark.open()) ::rmdir(path.c_str());
}

}  // namespace threadmark::sandbox
