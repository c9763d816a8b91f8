// Right: the child unlocks what its copy of the forking thread holds; the parent's lock is another one.
// expect: none
#include <functional>
#include <mutex>
#include <pthread.h>
#include <shared_mutex>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>

static std::mutex together;
static std::shared_mutex read_by_many;
static pthread_spinlock_t spinning;

static pid_t start(const std::function<void()>& body) {
  std::unique_lock lock(together);
  std::shared_lock reading(read_by_many);
  pthread_spin_lock(&spinning);
  const pid_t child = fork();
  pthread_spin_unlock(&spinning);
  reading.unlock();
  if (child != 0) return child;
  lock.unlock();
  body();
  _exit(0);
}

int main() {
  pthread_spin_init(&spinning, PTHREAD_PROCESS_PRIVATE);
  std::thread other([] { waitpid(start([] {}), nullptr, 0); });
  waitpid(start([] { waitpid(start([] {}), nullptr, 0); }), nullptr, 0);
  other.join();
  std::unique_lock writing(read_by_many);
}
