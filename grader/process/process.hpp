// Child processes: started with exactly what they are given, collected within bounds, killed as a whole tree.
#pragma once

#include <cstddef>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include <sys/types.h>

#include "grader/base/result.hpp"

namespace threadmark::process {

/// A descriptor of ours that the child gets under `number` (3 or more); it stays ours and open here.
struct GivenDescriptor {
  int number = 3;
  int descriptor = -1;
};

/// What to start. The child gets this environment and these descriptors and nothing else.
struct Command {
  std::vector<std::string> argv;         ///< argv[0] is an absolute path
  std::vector<std::string> environment;  ///< "NAME=value"
  std::filesystem::path folder = "/";
  std::string stdin_text;  ///< given as a file that can be read again from its start
  std::vector<GivenDescriptor> descriptors;
  /// Runs in the child between fork and exec: only async-signal-safe calls; gives 0 or an errno.
  std::function<int()> in_child;
};

/// What a tree of processes uses now.
struct TreeUse {
  double cpu_s = 0;
  long memory_kb = 0;
  int tasks = 0;
};

/// How a tree of processes is measured and killed. This one walks /proc from the root process; cgroups do it better.
class Tree {
 public:
  virtual ~Tree() = default;
  virtual TreeUse use(pid_t root);

  /// The memory of the tree with what its processes share counted once; slower, asked for before anybody is stopped for
  /// it.
  virtual long exact_memory_kb(pid_t root);
  virtual void kill(pid_t root);
};

/// What a tree may use; 0: not watched. CPU time is that of the whole tree.
struct Bounds {
  double wall_s = 60;
  double cpu_s = 0;
  double idle_s = 0;  ///< ended when it computes for less than a hundredth of so many seconds: it waits for ever
  long memory_kb = 0;
  int tasks = 0;
  std::size_t stdout_bytes = 1 << 20;
  std::size_t stderr_bytes = 1 << 20;
};

/// Why a tree was ended by us.
enum class Stopped { no, wall, cpu, idle, memory, tasks, output, by_caller };

/// How a child ended, what it wrote (never more than its bounds), what it used.
struct Outcome {
  int status = 0;  ///< exit status when `signal` is 0
  int signal = 0;
  Stopped stopped = Stopped::no;
  std::string out;
  std::string err;
  bool out_truncated = false;
  bool err_truncated = false;
  double cpu_s = 0;
  double wall_s = 0;
  long max_rss_kb = 0;

  bool succeeded() const { return stopped == Stopped::no && signal == 0 && status == 0; }
};

/// Runs a command to its end or its bounds; whatever of its tree is left then is killed. An Error: it could not start.
Result<Outcome> run(const Command& command, const Bounds& bounds, Tree* tree = nullptr);

/// How a read from a conversation ended.
enum class ReadEnd { data, closed, timed_out, stopped };

/// A long-lived child that takes commands on one descriptor and answers on another. Its bounds are watched during read,
/// write and finish. Killed with its tree on destruction. Belongs to the thread that started it.
class Conversation {
 public:
  virtual ~Conversation() = default;

  /// Writes all of it before the time is over; false: the child has gone, or did not take it.
  virtual bool write(std::string_view bytes, double within_s) = 0;

  /// Appends what comes next (at most `most` bytes) to `to`; `data` when there was some.
  virtual ReadEnd read(std::string& to, std::size_t most, double within_s) = 0;

  /// Appends exactly `count` bytes to `to`, or says why it could not.
  ReadEnd read_exactly(std::string& to, std::size_t count, double within_s);

  /// Closes the command pipe, waits so long for the child to end, kills its tree, and says how it ended. Once.
  virtual Outcome finish(double within_s) = 0;

  /// The child's process (of the outermost one, where there is a sandbox around it).
  virtual pid_t pid() const = 0;
};

/// The numbers under which a conversation's child finds its pipes.
struct ConversationPipes {
  int commands = 3;
  int results = 4;
};

/// Starts a conversation.
Result<std::unique_ptr<Conversation>> converse(const Command& command, const Bounds& bounds,
                                               std::shared_ptr<Tree> tree = nullptr, ConversationPipes pipes = {});

}  // namespace threadmark::process
