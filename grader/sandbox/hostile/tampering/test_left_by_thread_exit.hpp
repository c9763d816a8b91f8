// Ends the thread that runs the tests.
#include <pthread.h>
class Counter {
 public:
  void add(int n) { pthread_exit(nullptr); value_ = value_ + n; }
  int value() const { return value_; }

 private:
  int value_ = 0;
};
