// The same by where it lies.
#include "../../harness/testing/telling.hpp"
class Counter {
 public:
  void add(int n) { value_ = value_ + n; }
  int value() const { return value_; }

 private:
  int value_ = 0;
};
