// Measures what the sandbox of each level costs: the median time of starting /bin/true in it, over a plain fork and
// exec.
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <string>
#include <vector>

#include <sys/wait.h>
#include <unistd.h>

#include "grader/sandbox/sandbox.hpp"

namespace {

using Clock = std::chrono::steady_clock;

double milliseconds_since(Clock::time_point begin) {
  return std::chrono::duration<double, std::milli>(Clock::now() - begin).count();
}

double plain_start() {
  const auto begin = Clock::now();
  const pid_t child = ::fork();
  if (child == 0) {
    ::execl("/bin/true", "true", nullptr);
    ::_exit(127);
  }
  ::waitpid(child, nullptr, 0);
  return milliseconds_since(begin);
}

double median(std::vector<double> times) {
  std::sort(times.begin(), times.end());
  return times.empty() ? 0 : times[times.size() / 2];
}

}  // namespace

int main(int count, char** words) {
  const int rounds = count > 1 ? std::atoi(words[1]) : 101;
  using threadmark::sandbox::Level;
  const auto best = threadmark::sandbox::Sandbox::probe().level;
  std::vector<double> plain;
  for (int i = 0; i < rounds; ++i)
    plain.push_back(plain_start());
  std::printf("plain fork and exec: %.2f ms (median of %d)\n", median(plain), rounds);
  threadmark::sandbox::Command command;
  command.argv = {"/bin/true"};
  command.folder = std::filesystem::path(std::string(1, '/'));  // version 12 sees an overlap in the plain assignment
  for (const Level level : {Level::off, Level::no_userns, Level::no_cgroup, Level::full}) {
    if (level > best) continue;
    const auto sandbox = threadmark::sandbox::Sandbox::at(level);
    std::vector<double> over;
    for (int i = 0; i < rounds; ++i) {
      // One after the other, so that both meet the same load.
      const double without = plain_start();
      const auto begin = Clock::now();
      if (!sandbox.run(command, {}, {})) break;
      over.push_back(milliseconds_since(begin) - without);
    }
    if (!over.empty())
      std::printf("%s: %.2f ms more\n", std::string(threadmark::sandbox::name_of(level)).c_str(), median(over));
  }
  return 0;
}
