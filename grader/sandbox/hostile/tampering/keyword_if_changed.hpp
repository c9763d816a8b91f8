// The same with another word.
#include <iostream>
#define for if (false) for
class Counter {
 public:
  void add(int n) { value_ = value_ + n; }
  int value() const { return value_; }

 private:
  int value_ = 0;
};
