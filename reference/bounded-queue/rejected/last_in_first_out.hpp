// expect: check=first-in-first-out kind=test-failure
// Takes the newest item: a stack.
#pragma once

#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <deque>
#include <mutex>
#include <optional>
#include <utility>

template <class T>
class BoundedQueue {
 public:
  explicit BoundedQueue(std::size_t capacity) : capacity_(capacity) {}

  void put(T value) {
    std::unique_lock lock(mutex_);
    has_room_.wait(lock, [this] { return items_.size() < capacity_; });
    add(std::move(value));
  }

  T get() {
    std::unique_lock lock(mutex_);
    has_item_.wait(lock, [this] { return !items_.empty(); });
    return take();
  }

  bool try_put(T value) { return put_for(std::move(value), std::chrono::milliseconds(0)); }

  std::optional<T> try_get() { return get_for(std::chrono::milliseconds(0)); }

  bool put_for(T value, std::chrono::milliseconds timeout) {
    std::unique_lock lock(mutex_);
    if (!has_room_.wait_for(lock, timeout, [this] { return items_.size() < capacity_; })) return false;
    add(std::move(value));
    return true;
  }

  std::optional<T> get_for(std::chrono::milliseconds timeout) {
    std::unique_lock lock(mutex_);
    if (!has_item_.wait_for(lock, timeout, [this] { return !items_.empty(); })) return std::nullopt;
    return take();
  }

  std::size_t size() const {
    std::lock_guard lock(mutex_);
    return items_.size();
  }

  bool empty() const { return size() == 0; }
  bool full() const { return size() == capacity_; }

 private:
  void add(T value) {
    items_.push_back(std::move(value));
    has_item_.notify_one();
  }

  T take() {
    T value = std::move(items_.back());
    items_.pop_back();
    has_room_.notify_one();
    return value;
  }

  const std::size_t capacity_;
  mutable std::mutex mutex_;
  std::condition_variable has_room_;
  std::condition_variable has_item_;
  std::deque<T> items_;
};
