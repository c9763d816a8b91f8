// A control group for one tree of processes: limits, accounting, and a kill that nothing escapes.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "grader/base/result.hpp"
#include "grader/process/process.hpp"
#include "grader/sandbox/cgroup_folder.hpp"

namespace threadmark::sandbox {

/// What a group may use.
struct CgroupLimits {
  long memory_mb = 0;
  int processes = 0;
};

/// Where groups can be made on this machine: the v2 hierarchy where we may, else v1's controllers.
class CgroupHome {
 public:
  /// Finds it; an Error says why there is none (cause) and is meant for `doctor`.
  static Result<CgroupHome> find();

  /// Folders of the controllers; for v2 it is one. Each new group is a folder in each of them.
  std::vector<std::string> folders;
  bool unified = false;
};

/// One group. As a Tree it measures and kills exactly its members, wherever they have wandered.
class Cgroup : public process::Tree {
 public:
  static Result<std::shared_ptr<Cgroup>> make(const CgroupHome& home, const CgroupLimits& limits);
  ~Cgroup() override;

  /// Kills and removes the groups that another process made, which has ended without doing so.
  static void end_all_of(const CgroupHome& home, pid_t owner);

  Cgroup(const Cgroup&) = delete;
  Cgroup& operator=(const Cgroup&) = delete;

  process::TreeUse use(pid_t root) override;
  long exact_memory_kb(pid_t root) override { return use(root).memory_kb; }
  void kill(pid_t root) override;

  /// Moves the calling process into the group; async-signal-safe; 0 or an errno.
  int join() const;

  /// Whether the kernel killed for want of memory, or refused a process.
  bool memory_ran_out() const;
  bool processes_ran_out() const;

 private:
  Cgroup(std::vector<CgroupFolder> folders, bool unified);
  std::string file(const char* controller, const char* name) const;

  std::vector<CgroupFolder> folders_;
  std::vector<std::string> join_files_;
  bool unified_;
};

}  // namespace threadmark::sandbox
