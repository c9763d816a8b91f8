// One condition variable for everything, all of whose waiters are woken; a ring of optionals; notified after unlocking.
#pragma once

#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <mutex>
#include <optional>
#include <vector>

template <class T>
class BoundedQueue {
  using Clock = std::chrono::steady_clock;

 public:
  explicit BoundedQueue(std::size_t capacity) : ring_(capacity) {}

  void put(T value) {
    {
      std::unique_lock<std::mutex> lock(mutex_);
      while (count_ == ring_.size())
        changed_.wait(lock);
      store(value);
    }
    changed_.notify_all();
  }

  T get() {
    std::optional<T> value;
    {
      std::unique_lock<std::mutex> lock(mutex_);
      while (count_ == 0)
        changed_.wait(lock);
      value = load();
    }
    changed_.notify_all();
    return std::move(*value);
  }

  bool try_put(T value) {
    {
      std::lock_guard<std::mutex> lock(mutex_);
      if (count_ == ring_.size()) return false;
      store(value);
    }
    changed_.notify_all();
    return true;
  }

  std::optional<T> try_get() {
    std::optional<T> value;
    {
      std::lock_guard<std::mutex> lock(mutex_);
      if (count_ == 0) return value;
      value = load();
    }
    changed_.notify_all();
    return value;
  }

  bool put_for(T value, std::chrono::milliseconds timeout) {
    const Clock::time_point deadline = Clock::now() + timeout;
    {
      std::unique_lock<std::mutex> lock(mutex_);
      while (count_ == ring_.size()) {
        if (changed_.wait_until(lock, deadline) == std::cv_status::timeout && count_ == ring_.size()) return false;
      }
      store(value);
    }
    changed_.notify_all();
    return true;
  }

  std::optional<T> get_for(std::chrono::milliseconds timeout) {
    const Clock::time_point deadline = Clock::now() + timeout;
    std::optional<T> value;
    {
      std::unique_lock<std::mutex> lock(mutex_);
      while (count_ == 0) {
        if (changed_.wait_until(lock, deadline) == std::cv_status::timeout && count_ == 0) return value;
      }
      value = load();
    }
    changed_.notify_all();
    return value;
  }

  size_t size() const {
    std::lock_guard<std::mutex> lock(mutex_);
    return count_;
  }
  bool empty() const {
    std::lock_guard<std::mutex> lock(mutex_);
    return count_ == 0;
  }
  bool full() const {
    std::lock_guard<std::mutex> lock(mutex_);
    return count_ == ring_.size();
  }

 private:
  void store(T& value) {
    ring_[(first_ + count_) % ring_.size()].emplace(std::move(value));
    ++count_;
  }

  std::optional<T> load() {
    std::optional<T> value = std::move(ring_[first_]);
    ring_[first_].reset();
    first_ = (first_ + 1) % ring_.size();
    --count_;
    return value;
  }

  mutable std::mutex mutex_;
  std::condition_variable changed_;
  std::vector<std::optional<T>> ring_;
  std::size_t first_ = 0;
  std::size_t count_ = 0;
};
