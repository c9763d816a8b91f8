// A queue with a limit, for many threads. Make it so: the comments say what is missing.
#pragma once

#include <chrono>
#include <cstddef>
#include <deque>
#include <optional>

template <class T>
class BoundedQueue {
 public:
  explicit BoundedQueue(std::size_t capacity) : capacity_(capacity) {}

  void put(T value) {
    // TODO: wait while the queue is full. Then add the value, by moving it, and wake whoever waits for an item.
    static_cast<void>(value);
  }

  T get() {
    // TODO: wait while the queue is empty. Then take the first item out and wake whoever waits for room.
    return T{};
  }

  bool try_put(T value) {
    // TODO: as put, but give up at once when the queue is full.
    static_cast<void>(value);
    return false;
  }

  std::optional<T> try_get() {
    // TODO: as get, but give up at once when the queue is empty.
    return std::nullopt;
  }

  bool put_for(T value, std::chrono::milliseconds timeout) {
    // TODO: as put, but give up when the queue is still full at the deadline.
    static_cast<void>(value);
    static_cast<void>(timeout);
    return false;
  }

  std::optional<T> get_for(std::chrono::milliseconds timeout) {
    // TODO: as get, but give up when the queue is still empty at the deadline.
    static_cast<void>(timeout);
    return std::nullopt;
  }

  // TODO: these three are called while other threads are busy. What do they need, and what does `const` then ask for?
  std::size_t size() const { return items_.size(); }
  bool empty() const { return size() == 0; }
  bool full() const { return size() == capacity_; }

 private:
  std::size_t capacity_;
  std::deque<T> items_;
  // TODO: what else must the threads share so that they can exclude each other and wait for each other?
};
