#ifndef __COUNTER_HPP__
#define __COUNTER_HPP__
#include <mutex>
#define LOCKED std::lock_guard<std::mutex> guard_(mutex_)
class Counter {
 public:
  Counter() : value_(0) {}
  void add(int n) { LOCKED; value_ += n; }
  int value() const { LOCKED; return value_; }
 private:
  mutable std::mutex mutex_;
  int value_;
};
#undef LOCKED
#endif  // __COUNTER_HPP__
