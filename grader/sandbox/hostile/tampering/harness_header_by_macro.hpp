// The same by a macro.
#define HEADER "harness/testing/testing.hpp"
#include HEADER
class Counter {
 public:
  void add(int n) { value_ = value_ + n; }
  int value() const { return value_; }

 private:
  int value_ = 0;
};
