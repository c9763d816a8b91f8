#pragma once
#include <atomic>
class Counter {
 public:
  void add(int n) noexcept { value_.fetch_add(n, std::memory_order_relaxed); }
  [[nodiscard]] int value() const noexcept { return value_.load(std::memory_order_relaxed); }
 private:
  std::atomic<int> value_{0};
};
