#define JOIN(a, b) a##b
class Counter {
 public:
  void add(int n) { value_ += n; }
  int value() const { return value_; }
 private:
  int value_ = 0;
};
int JOIN(ma, in)() { return 0; }
