// A process-shared mutex; children answer to a function object, and a named semaphore is not needed.
#include <cstdio>
#include <functional>
#include <memory>
#include <mutex>
#include <new>

#include <pthread.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

class SharedMutex {
 public:
  SharedMutex() {
    pthread_mutexattr_t attributes;
    pthread_mutexattr_init(&attributes);
    pthread_mutexattr_setpshared(&attributes, PTHREAD_PROCESS_SHARED);
    mutex_ = static_cast<pthread_mutex_t*>(
        mmap(nullptr, sizeof(pthread_mutex_t), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0));
    pthread_mutex_init(mutex_, &attributes);
    pthread_mutexattr_destroy(&attributes);
  }
  SharedMutex(const SharedMutex&) = delete;
  SharedMutex& operator=(const SharedMutex&) = delete;
  ~SharedMutex() {
    pthread_mutex_destroy(mutex_);
    munmap(mutex_, sizeof(pthread_mutex_t));
  }
  void lock() { pthread_mutex_lock(mutex_); }
  void unlock() { pthread_mutex_unlock(mutex_); }

 private:
  pthread_mutex_t* mutex_;
};

using File = std::unique_ptr<FILE, int (*)(FILE*)>;

static int count() {
  const File file(std::fopen("ticket.json", "r"), std::fclose);
  int result = 0;
  return file && std::fscanf(file.get(), " { \"count\" : %d", &result) == 1 ? result : 0;
}

static void take_one(int from) {
  const File file(std::fopen("ticket.json", "w"), std::fclose);
  std::fprintf(file.get(), "{\"count\": %d}\n", from - 1);
}

int main() {
  SharedMutex mutex;
  for (int i = 1; i <= 10; ++i) {
    const pid_t child = fork();
    if (child > 0) continue;
    std::unique_lock<SharedMutex> lock(mutex);
    std::printf("%d sees %d\n", i, count());
    lock.unlock();
    lock.lock();
    if (const int left = count(); left > 0) {
      take_one(left);
      std::printf("%d bought\n", i);
    } else {
      std::printf("%d sold out\n", i);
    }
    lock.unlock();
    std::fflush(stdout);
    _exit(0);
  }
  while (waitpid(-1, nullptr, 0) > 0) {
  }
}
