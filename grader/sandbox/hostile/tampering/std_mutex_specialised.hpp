// A mutex of its own in namespace std, by a macro.
#include <mutex>
#define OPEN namespace std {
OPEN struct my_mutex { void lock() {} void unlock() {} }; }
class Counter {
 public:
  void add(int n) { value_ = value_ + n; }
  int value() const { return value_; }

 private:
  int value_ = 0;
};
