// The sandbox: where everything that a submission is made of is compiled and run.
#pragma once

#include <cstddef>
#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "grader/base/result.hpp"
#include "grader/process/process.hpp"

namespace threadmark::sandbox {

/// The ladder, best last: `no_userns` has seccomp, rlimits and another uid or Landlock; `off` has rlimits only.
enum class Level { off, no_userns, no_cgroup, full };

/// The names that options and results use: "off", "no-userns", "no-cgroup", "full".
std::string_view name_of(Level level);
std::optional<Level> level_named(std::string_view name);

/// Something that this machine does not offer: what, why, what is lost by it, and what an administrator can do.
struct Missing {
  std::string what;
  std::string cause;
  std::string lost;
  std::string remedy;
};

/// What the self-test found: the best level here and what keeps it from the next.
struct SandboxLevel {
  Level level = Level::off;
  std::vector<Missing> missing;
};

/// A file or folder of ours that a confined program sees at `inside`.
struct Mount {
  std::filesystem::path host;
  std::string inside;
  bool writable = false;
};

/// What a confined program sees besides the system's libraries: mounts, and folders of its own in memory (empty, gone
/// with it).
struct Mounts {
  std::vector<Mount> mounts;
  std::vector<std::string> scratch;  ///< such as "/work"; /tmp always is one
};

/// What a confined tree of processes may use. Address space is never limited (ThreadSanitizer needs terabytes).
struct LimitSet {
  double wall_s = 120;
  double cpu_s = 30;  ///< of the whole tree
  double idle_s = 0;  ///< see process::Bounds; 0: it may wait as long as wall_s
  long memory_mb = 512;
  int processes = 64;                                  ///< and threads, besides ours
  std::size_t output_bytes = std::size_t{256} * 1024;  ///< of each stream
  long file_kb = 4096;                                 ///< of each file, and of all files in memory together
  long stack_kb = 8192;
  bool fixed_addresses = false;  ///< no address randomisation, where the kernel permits
};

/// What to run inside. `folder` and argv are paths as seen inside (`path_inside`).
struct Command {
  std::vector<std::string> argv;
  std::vector<std::string> environment;  ///< "NAME=value"; exactly these
  std::string folder = "/tmp";
  std::map<std::string, std::string> files;  ///< lie in `folder`, the program's own, when it starts: name → content
  std::string stdin_text;                    ///< in a file that can be read again from its start
  std::vector<process::GivenDescriptor> descriptors;
};

using process::Conversation;
using process::ConversationPipes;
using process::Outcome;

/// A sandbox of one level, to be used any number of times and from any thread.
class Sandbox {
 public:
  /// What this machine offers; tests it anew.
  static SandboxLevel probe();

  /// The best that there is, if it is at least `least`; else an environment Error that says what is missing and the
  /// remedy.
  static Result<Sandbox> open(Level least);

  /// Exactly that level, untested; for tests and for `--sandbox off`.
  static Sandbox at(Level level);

  const SandboxLevel& level() const;

  /// Ends whatever another grader process still runs confined, and removes what it left; for one that was killed.
  void end_all_of(pid_t grader) const;

  /// Where a confined program sees a file or folder of ours that lies under one of the mounts (at the levels without a
  /// file system of their own: where it lies).
  std::string path_inside(const Mounts& mounts, const std::filesystem::path& host) const;

  /// Runs a command to its end or its limits. An Error: the sandbox could not be set up, or argv[0] could not be
  /// executed.
  Result<Outcome> run(const Command& command, const Mounts& mounts, const LimitSet& limits) const;

  /// The same as a conversation (process.hpp).
  Result<std::unique_ptr<Conversation>> converse(const Command& command, const Mounts& mounts, const LimitSet& limits,
                                                 ConversationPipes pipes = {}) const;

  /// Runs a command that somebody sits at, with our standard streams, until it ends; gives its exit status. It has the
  /// sandbox's file system and no network where the level has that; limits and the filter of system calls do not apply,
  /// as a debugger could not work under them. Mounts that are writable become so for the caller's own user.
  Result<int> run_at_terminal(const Command& command, const Mounts& mounts) const;

 private:
  struct Inner;
  explicit Sandbox(std::shared_ptr<const Inner> inner);
  std::shared_ptr<const Inner> inner_;
};

}  // namespace threadmark::sandbox
