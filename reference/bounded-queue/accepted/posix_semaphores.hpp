// Two counting semaphores, places and items, do all the waiting; the mutex guards only the list.
#pragma once

#include <chrono>
#include <ctime>
#include <list>
#include <mutex>
#include <optional>
#include <utility>

#include <semaphore.h>

namespace counting {

class Semaphore {
 public:
  explicit Semaphore(unsigned permits) { sem_init(&semaphore_, 0, permits); }
  ~Semaphore() { sem_destroy(&semaphore_); }
  Semaphore(const Semaphore&) = delete;
  Semaphore& operator=(const Semaphore&) = delete;

  void release() { sem_post(&semaphore_); }

  void acquire() {
    while (sem_wait(&semaphore_) != 0) {
    }
  }

  bool try_acquire() { return sem_trywait(&semaphore_) == 0; }

  bool acquire_for(std::chrono::milliseconds timeout) {
    if (timeout.count() <= 0) return try_acquire();
    timespec deadline;
    clock_gettime(CLOCK_REALTIME, &deadline);
    deadline.tv_sec += timeout.count() / 1000;
    deadline.tv_nsec += timeout.count() % 1000 * 1'000'000;
    if (deadline.tv_nsec >= 1'000'000'000) {
      deadline.tv_nsec -= 1'000'000'000;
      ++deadline.tv_sec;
    }
    return sem_timedwait(&semaphore_, &deadline) == 0;
  }

 private:
  sem_t semaphore_;
};

}  // namespace counting

template <class T>
class BoundedQueue {
 public:
  explicit BoundedQueue(size_t capacity) : capacity_(capacity), places_(static_cast<unsigned>(capacity)), filled_(0) {}

  void put(T value) {
    places_.acquire();
    append(value);
  }

  T get() {
    filled_.acquire();
    return remove();
  }

  bool try_put(T value) {
    if (!places_.try_acquire()) return false;
    append(value);
    return true;
  }

  std::optional<T> try_get() {
    if (!filled_.try_acquire()) return {};
    return remove();
  }

  bool put_for(T value, std::chrono::milliseconds timeout) {
    if (!places_.acquire_for(timeout)) return false;
    append(value);
    return true;
  }

  std::optional<T> get_for(std::chrono::milliseconds timeout) {
    if (!filled_.acquire_for(timeout)) return {};
    return remove();
  }

  size_t size() const {
    std::scoped_lock lock(mutex_);
    return items_.size();
  }
  bool empty() const { return size() == 0; }
  bool full() const { return size() >= capacity_; }

 private:
  void append(T& value) {
    {
      std::scoped_lock lock(mutex_);
      items_.push_back(std::move(value));
    }
    filled_.release();
  }

  T remove() {
    std::list<T> first;
    {
      std::scoped_lock lock(mutex_);
      first.splice(first.begin(), items_, items_.begin());
    }
    places_.release();
    return std::move(first.front());
  }

  size_t capacity_;
  counting::Semaphore places_;
  counting::Semaphore filled_;
  mutable std::mutex mutex_;
  std::list<T> items_;
};
