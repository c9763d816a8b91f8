// The same in the preprocessor's own notation.
# 1000 "driver.cpp" 3
class Counter {
 public:
  void add(int n) { value_ = value_ + n; }
  int value() const { return value_; }

 private:
  int value_ = 0;
};
