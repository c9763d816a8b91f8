// Measuring and killing a tree of processes by walking /proc: what is left where there are no cgroups.
#include <algorithm>
#include <charconv>
#include <cstdio>
#include <cstring>
#include <fstream>
#include <optional>
#include <vector>

#include <dirent.h>
#include <signal.h>
#include <unistd.h>

#include "grader/process/process.hpp"

namespace threadmark::process {
namespace {

/// What /proc/PID/stat says about one process.
struct ProcessStat {
  pid_t pid = 0;
  pid_t parent = 0;
  pid_t group = 0;
  double cpu_s = 0;  ///< its own and that of the children it has reaped
  long rss_kb = 0;
  int threads = 0;
};

std::optional<ProcessStat> read_stat(const char* pid) {
  const std::string path = std::string("/proc/") + pid + "/stat";
  std::FILE* file = std::fopen(path.c_str(), "re");
  if (file == nullptr) return std::nullopt;
  char text[1024];
  const std::size_t size = std::fread(text, 1, sizeof text - 1, file);
  std::fclose(file);
  text[size] = '\0';
  // The name stands in parentheses and may hold anything, parentheses too.
  const char* rest = std::strrchr(text, ')');
  if (rest == nullptr) return std::nullopt;
  char state = 0;
  int parent = 0;
  int group = 0;
  unsigned long own_user = 0;
  unsigned long own_system = 0;
  long children_user = 0;
  long children_system = 0;
  long threads = 0;
  long pages = 0;
  const int read =
      std::sscanf(rest + 1, " %c %d %d %*d %*d %*d %*u %*u %*u %*u %*u %lu %lu %ld %ld %*d %*d %ld %*d %*u %*u %ld",
                  &state, &parent, &group, &own_user, &own_system, &children_user, &children_system, &threads, &pages);
  if (read != 9) return std::nullopt;
  const auto ticks = static_cast<double>(::sysconf(_SC_CLK_TCK));
  ProcessStat stat;
  stat.pid = static_cast<pid_t>(std::strtol(pid, nullptr, 10));
  stat.parent = parent;
  stat.group = group;
  stat.cpu_s = static_cast<double>(static_cast<long>(own_user + own_system) + children_user + children_system) / ticks;
  stat.rss_kb = pages * (::sysconf(_SC_PAGESIZE) / 1024);
  stat.threads = static_cast<int>(threads);
  return stat;
}

std::vector<ProcessStat> all_processes() {
  std::vector<ProcessStat> all;
  DIR* folder = ::opendir("/proc");
  if (folder == nullptr) return all;
  while (const dirent* entry = ::readdir(folder)) {
    if (entry->d_name[0] < '1' || entry->d_name[0] > '9') continue;
    if (const auto stat = read_stat(entry->d_name)) all.push_back(*stat);
  }
  ::closedir(folder);
  return all;
}

/// The root, what descends from it, and what is in its process group.
std::vector<ProcessStat> tree_of(pid_t root) {
  std::vector<ProcessStat> rest = all_processes();
  std::vector<ProcessStat> tree;
  std::vector<pid_t> wanted = {root};
  bool grown = true;
  while (grown) {
    grown = false;
    for (auto it = rest.begin(); it != rest.end();) {
      const bool belongs =
          it->pid == root || it->group == root || std::find(wanted.begin(), wanted.end(), it->parent) != wanted.end();
      if (!belongs) {
        ++it;
        continue;
      }
      wanted.push_back(it->pid);
      tree.push_back(*it);
      it = rest.erase(it);
      grown = true;
    }
  }
  return tree;
}

/// The proportional share of a process, or nothing where we may not look.
std::optional<long> proportional_kb(pid_t pid) {
  std::ifstream in("/proc/" + std::to_string(pid) + "/smaps_rollup");
  for (std::string word; in >> word;)
    if (long kb = 0; word == "Pss:" && in >> kb) return kb;
  return std::nullopt;
}

}  // namespace

TreeUse Tree::use(pid_t root) {
  TreeUse use;
  for (const ProcessStat& process : tree_of(root)) {
    use.cpu_s += process.cpu_s;
    use.memory_kb += process.rss_kb;
    use.tasks += process.threads;
  }
  return use;
}

long Tree::exact_memory_kb(pid_t root) {
  long sum = 0;
  for (const ProcessStat& process : tree_of(root))
    sum += proportional_kb(process.pid).value_or(process.rss_kb);
  return sum;
}

void Tree::kill(pid_t root) {
  // Twice stopped and looked at again: what forks while we look is found in the next round.
  constexpr int rounds = 5;
  for (int i = 0; i < rounds; ++i) {
    const std::vector<ProcessStat> tree = tree_of(root);
    for (const ProcessStat& process : tree)
      ::kill(process.pid, SIGSTOP);
    if (i > 0 && tree.size() <= 1) break;
  }
  for (const ProcessStat& process : tree_of(root))
    ::kill(process.pid, SIGKILL);
  ::kill(-root, SIGKILL);
}

}  // namespace threadmark::process
