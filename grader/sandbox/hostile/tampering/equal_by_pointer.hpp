// A value that is looked at later than it is asked for.
class Counter {
 public:
  void add(int n) { value_ = value_ + n; }
  const int& value() const { return value_; }

 private:
  int value_ = 0;
};
