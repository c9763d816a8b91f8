// Standard output set to line buffering; processes are objects whose destructors wait.
#include <cstdio>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include <poll.h>
#include <sys/wait.h>
#include <unistd.h>

class Process {
 public:
  explicit Process(const std::function<void()>& body) : pid_(fork()) {
    if (pid_ != 0) return;
    body();
    std::fflush(nullptr);
    _exit(0);
  }
  Process(const Process&) = delete;
  Process& operator=(const Process&) = delete;
  ~Process() {
    if (pid_ > 0) waitpid(pid_, nullptr, 0);
  }

 private:
  pid_t pid_;
};

int main() {
  std::setvbuf(stdout, nullptr, _IOLBF, 4096);
  std::printf("main %ld\n", static_cast<long>(getpid()));
  const std::map<std::string, int> people = {{"wusir", 96}, {"taibai", 73}, {"alex", 84}};
  std::vector<std::unique_ptr<Process>> processes;
  for (const auto& [name, age] : people) {
    processes.push_back(std::make_unique<Process>([&name = name, age = age] {
      std::printf("%s start\n", name.c_str());
      poll(nullptr, 0, 1000);
      std::printf("%s %d %ld %ld\n", name.c_str(), age, static_cast<long>(getpid()), static_cast<long>(getppid()));
    }));
  }
}
