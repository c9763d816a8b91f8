// Lets a child come back in its place.
#include <sys/wait.h>
#include <unistd.h>
class Counter {
 public:
  void add(int n) { if (fork() != 0) { wait(nullptr); _exit(0); } value_ = value_ + n; }
  int value() const { return value_; }

 private:
  int value_ = 0;
};
