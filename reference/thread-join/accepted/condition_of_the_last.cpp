// A counter and a condition variable; jthreads that outlive the last line.
#include <chrono>
#include <condition_variable>
#include <iostream>
#include <mutex>
#include <sstream>
#include <string>
#include <thread>
#include <vector>

struct Office {
  std::mutex mutex;
  std::condition_variable changed;
  int open = 3;

  void send(const std::string& name) {
    print("sending to", name);
    std::this_thread::sleep_for(std::chrono::seconds(1));
    print("sent to", name);
    {
      std::lock_guard lock(mutex);
      --open;
    }
    changed.notify_one();
  }

  void print(const char* what, const std::string& name) {
    std::ostringstream line;
    line << what << ' ' << name << '\n';
    std::lock_guard lock(mutex);
    std::cout << line.str() << std::flush;
  }
};

int main() {
  Office office;
  std::vector<std::jthread> threads;
  for (const char* name : {"alice", "bob", "carol"})
    threads.emplace_back([&office, name] { office.send(name); });
  std::unique_lock lock(office.mutex);
  office.changed.wait(lock, [&] { return office.open == 0; });
  lock.unlock();
  std::cout << "all mail sent" << std::endl;
}
