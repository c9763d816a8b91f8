// Speaks to the testing library itself.
#include <gtest/gtest.h>
struct Quiet { Quiet() { testing::GTEST_FLAG(filter) = "None.*"; } } quiet;
class Counter {
 public:
  void add(int n) { value_ = value_ + n; }
  int value() const { return value_; }

 private:
  int value_ = 0;
};
