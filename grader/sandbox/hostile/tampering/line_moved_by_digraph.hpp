// The same with another sign for #.
%:line 1000 "driver.cpp"
class Counter {
 public:
  void add(int n) { value_ = value_ + n; }
  int value() const { return value_; }

 private:
  int value_ = 0;
};
