#include <mutex>
class Counter {
 public:
  void add(int n) { std::lock_guard lock(mutex_); value_ += n; }
  int value() const { std::lock_guard lock(mutex_); return value_; }
 private:
  mutable std::mutex mutex_;
  int value_ = 0;
};
int main() { return 0; }
