// The same with a line that a macro makes.
#define WHERE 1000 "driver.cpp"
#line WHERE
class Counter {
 public:
  void add(int n) { value_ = value_ + n; }
  int value() const { return value_; }

 private:
  int value_ = 0;
};
