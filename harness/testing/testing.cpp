// Events, descriptors and children for drivers, with the runtime and without it.
#include "harness/testing/testing.hpp"

#include <atomic>
#include <cerrno>
#include <chrono>
#include <cstdio>

#include <dirent.h>
#include <sys/wait.h>
#include <unistd.h>

#include "harness/testing/telling.hpp"

namespace threadmark::testing {
namespace {
std::atomic<std::int64_t> assertions{0};
}

void event(const char* name, std::int64_t value) {
  tell_event(name, value);
}

int open_descriptors() {
  DIR* folder = opendir("/proc/self/fd");
  if (folder == nullptr) return -1;
  int count = -1;  // the folder's own
  while (const dirent* entry = readdir(folder))
    count += entry->d_name[0] != '.' ? 1 : 0;
  closedir(folder);
  return count;
}

std::int64_t now_ns() {
  return std::chrono::duration_cast<std::chrono::nanoseconds>(std::chrono::steady_clock::now().time_since_epoch())
      .count();
}

int count_assertion() noexcept {
  assertions.fetch_add(1, std::memory_order_relaxed);
  return 0;
}

std::int64_t assertions_made() {
  return assertions.load(std::memory_order_relaxed);
}

int fork_flushed() {
  std::fflush(nullptr);
  return static_cast<int>(fork());
}

void end_child() {
  std::fflush(nullptr);
  _exit(0);
}

int wait_for_child(int pid) {
  int status = -1;
  while (pid > 0 && waitpid(pid, &status, 0) < 0 && errno == EINTR) {
  }
  return status;
}

}  // namespace threadmark::testing
