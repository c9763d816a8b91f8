// Counting cores and memory.
#include "grader/app/machine_jobs.hpp"

#include <algorithm>
#include <fstream>
#include <limits>
#include <string>

#include <sched.h>

namespace threadmark::app {
namespace {

// What is allowed for the two compiles of one submission that run at once, or its exploration.
constexpr long memory_per_job_mb = 768;

int cores_by_affinity() {
  cpu_set_t set;
  CPU_ZERO(&set);
  return sched_getaffinity(0, sizeof set, &set) == 0 ? std::max(CPU_COUNT(&set), 1) : 1;
}

/// The quota of the control group that a container sees as its own, in whole cores.
int cores_by_quota() {
  long quota = 0;
  long period = 0;
  if (std::ifstream unified("/sys/fs/cgroup/cpu.max"); unified >> quota >> period && period > 0)
    return static_cast<int>(std::max(quota / period, 1L));
  std::ifstream quota_file("/sys/fs/cgroup/cpu/cpu.cfs_quota_us");
  std::ifstream period_file("/sys/fs/cgroup/cpu/cpu.cfs_period_us");
  if (quota_file >> quota && period_file >> period && quota > 0 && period > 0)
    return static_cast<int>(std::max(quota / period, 1L));
  return std::numeric_limits<int>::max();
}

long available_mb() {
  std::ifstream in("/proc/meminfo");
  std::string name;
  long kb = 0;
  for (std::string line; std::getline(in, line);)
    if (line.starts_with("MemAvailable:")) kb = std::stol(line.substr(line.find(':') + 1));
  return kb / 1024;
}

}  // namespace

int machine_jobs() {
  const long by_memory = std::max(available_mb() / memory_per_job_mb, 1L);
  return static_cast<int>(std::min<long>({cores_by_affinity(), cores_by_quota(), by_memory}));
}

}  // namespace threadmark::app
