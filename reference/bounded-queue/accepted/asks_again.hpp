// Everything is a try, asked again until it succeeds: slow, but right. A linked list, and a count that can be read
// without the lock.
#pragma once

#include <atomic>
#include <chrono>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>
#include <utility>

template <class T>
class BoundedQueue {
 public:
  explicit BoundedQueue(std::size_t capacity) : capacity_(capacity) {}

  void put(T value) {
    auto node = std::make_unique<Node>(Node{std::move(value), nullptr});
    while (!link(node))
      std::this_thread::yield();
  }

  T get() {
    for (;;) {
      if (auto node = unlink()) return std::move(node->value);
      std::this_thread::yield();
    }
  }

  bool try_put(T value) {
    auto node = std::make_unique<Node>(Node{std::move(value), nullptr});
    return link(node);
  }

  std::optional<T> try_get() {
    if (auto node = unlink()) return std::move(node->value);
    return std::nullopt;
  }

  bool put_for(T value, std::chrono::milliseconds timeout) {
    auto node = std::make_unique<Node>(Node{std::move(value), nullptr});
    const auto deadline = std::chrono::steady_clock::now() + timeout;
    for (;;) {
      const bool last_chance = std::chrono::steady_clock::now() >= deadline;
      if (link(node)) return true;
      if (last_chance) return false;
      std::this_thread::sleep_for(std::chrono::milliseconds(1));
    }
  }

  std::optional<T> get_for(std::chrono::milliseconds timeout) {
    const auto deadline = std::chrono::steady_clock::now() + timeout;
    for (;;) {
      const bool last_chance = std::chrono::steady_clock::now() >= deadline;
      if (auto node = unlink()) return std::move(node->value);
      if (last_chance) return std::nullopt;
      std::this_thread::sleep_for(std::chrono::milliseconds(1));
    }
  }

  std::size_t size() const { return count_.load(); }
  bool empty() const { return count_.load() == 0; }
  bool full() const { return count_.load() == capacity_; }

  ~BoundedQueue() {
    while (unlink()) {
    }
  }

 private:
  struct Node {
    T value;
    std::unique_ptr<Node> next;
  };

  bool link(std::unique_ptr<Node>& node) {
    std::lock_guard<std::mutex> held(busy_);
    if (count_.load() == capacity_) return false;
    Node* const added = node.get();
    (last_ == nullptr ? first_ : last_->next) = std::move(node);
    last_ = added;
    ++count_;
    return true;
  }

  std::unique_ptr<Node> unlink() {
    std::lock_guard<std::mutex> held(busy_);
    if (!first_) return nullptr;
    std::unique_ptr<Node> node = std::move(first_);
    first_ = std::move(node->next);
    if (!first_) last_ = nullptr;
    --count_;
    return node;
  }

  const std::size_t capacity_;
  std::mutex busy_;
  std::atomic<std::size_t> count_{0};
  std::unique_ptr<Node> first_;
  Node* last_ = nullptr;
};
