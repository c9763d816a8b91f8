// expect: check=elements kind=test-failure
// The argument goes into the spare slot of the ring before it is known whether there is room, and stays there.
#pragma once

#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <mutex>
#include <optional>
#include <utility>
#include <vector>

template <class T>
class BoundedQueue {
 public:
  explicit BoundedQueue(std::size_t capacity) : slots_(capacity + 1) {}

  void put(T value) {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [this] { return !is_full(); });
    store(value);
  }

  T get() {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [this] { return !is_empty(); });
    return load();
  }

  bool try_put(T value) {
    std::unique_lock lock(mutex_);
    return store(value);
  }

  std::optional<T> try_get() {
    std::unique_lock lock(mutex_);
    if (is_empty()) return std::nullopt;
    return load();
  }

  bool put_for(T value, std::chrono::milliseconds timeout) {
    std::unique_lock lock(mutex_);
    changed_.wait_for(lock, timeout, [this] { return !is_full(); });
    return store(value);
  }

  std::optional<T> get_for(std::chrono::milliseconds timeout) {
    std::unique_lock lock(mutex_);
    if (!changed_.wait_for(lock, timeout, [this] { return !is_empty(); })) return std::nullopt;
    return load();
  }

  std::size_t size() const {
    std::unique_lock lock(mutex_);
    return (head_ + slots_.size() - tail_) % slots_.size();
  }
  bool empty() const {
    std::unique_lock lock(mutex_);
    return is_empty();
  }
  bool full() const {
    std::unique_lock lock(mutex_);
    return is_full();
  }

 private:
  bool is_empty() const { return head_ == tail_; }
  bool is_full() const { return (head_ + 1) % slots_.size() == tail_; }

  bool store(T& value) {
    slots_[head_] = std::move(value);
    if (is_full()) return false;
    head_ = (head_ + 1) % slots_.size();
    changed_.notify_all();
    return true;
  }

  T load() {
    T value = std::move(slots_[tail_]);
    tail_ = (tail_ + 1) % slots_.size();
    changed_.notify_all();
    return value;
  }

  mutable std::mutex mutex_;
  std::condition_variable changed_;
  std::vector<T> slots_;
  std::size_t head_ = 0;
  std::size_t tail_ = 0;
};
