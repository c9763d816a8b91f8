// One confined start: the command line, descriptors and preparations that make a sandbox of a level around a program.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include <sys/types.h>

#include "grader/base/result.hpp"
#include "grader/process/process.hpp"
#include "grader/sandbox/cgroup.hpp"
#include "grader/sandbox/sandbox.hpp"

namespace threadmark::sandbox {

/// What this machine offers, found once.
struct Machine {
  std::string bubblewrap;    ///< path, or empty
  bool root = false;         ///< we may become another user
  bool can_stage = false;    ///< we may mount, so that folders of ours need not be open to everybody
  bool landlock = false;     ///< the kernel can take the file system away from a program
  bool no_nested = false;    ///< bubblewrap can forbid further user namespaces
  std::string staging;       ///< the folder over which they are mounted, in a mount namespace of its own
  std::vector<char> filter;  ///< the seccomp program
  std::shared_ptr<const CgroupHome> cgroups;  ///< null: none
};

/// Finds all that without testing whether it works.
Machine look_at_machine();

/// bubblewrap's command line around a command that somebody sits at (Sandbox::run_at_terminal).
std::vector<std::string> terminal_arguments(const Machine& machine, const Command& command, const Mounts& mounts);

/// A program about to be started confined. Owns descriptors, temporary folders and the control group, so it must
/// outlive it.
class Confinement {
 public:
  static Result<std::unique_ptr<Confinement>> prepare(const Machine& machine, Level level, const Command& command,
                                                      const Mounts& mounts, const LimitSet& limits);
  ~Confinement();
  Confinement(const Confinement&) = delete;
  Confinement& operator=(const Confinement&) = delete;

  const process::Command& command() const { return command_; }
  process::Bounds bounds() const;
  std::shared_ptr<process::Tree> tree() const { return group_; }

  /// Called when it has been started: closes what only the child needs.
  void started();

  /// Turns the end of the outermost process into that of the program; an Error when the sandbox itself failed.
  Result<Outcome> outcome_of(Outcome outer);

 private:
  Confinement(const Machine& machine, Level level, const LimitSet& limits)
      : machine_(machine), level_(level), limits_(limits) {}
  bool has_own_root() const { return level_ >= Level::no_cgroup; }
  Result<void> open_files(const Command& command, const Mounts& mounts, const std::vector<std::string>& arguments);
  Result<void> give_to_user(const Mounts& mounts);
  std::vector<std::string> bubblewrap_arguments(const Command& command, const Mounts& mounts);
  Result<std::string> lower_folder(const Command& command, const Mounts& mounts);
  std::string landlock_paths(const Mounts& mounts) const;
  void set_preparations(const Mounts& mounts);

  const Machine& machine_;
  Level level_;
  LimitSet limits_;
  uid_t user_ = 0;  ///< 0: ours stays
  process::Command command_;
  std::string program_;
  std::shared_ptr<Cgroup> group_;
  std::vector<int> ours_;  ///< descriptors to close when started
  int status_ = -1;        ///< reading end of the box's report
  std::vector<std::filesystem::path> temporary_;
  std::vector<std::string> staged_from_;  ///< host folders that are mounted at staging/0, staging/1, …
};

}  // namespace threadmark::sandbox
