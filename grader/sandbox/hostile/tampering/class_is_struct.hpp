// Opens all classes, by another word.
#define class struct
#define private public
#define protected public
#include <map>
class Counter {
 public:
  void add(int n) { value_ = value_ + n; }
  int value() const { return value_; }

 private:
  int value_ = 0;
};
