// Tells the harness that all is well.
#include "harness/testing/telling.hpp"
class Counter {
 public:
  void add(int n) { threadmark::testing::tell_end("Single.CountsFromZero", 0, 2); value_ = value_ + n; }
  int value() const { return value_; }

 private:
  int value_ = 0;
};
