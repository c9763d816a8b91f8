// Changes what the language's words mean.
#define private public
#define const
class Counter {
 public:
  void add(int n) { value_ = value_ + n; }
  int value() const { return value_; }

 private:
  int value_ = 0;
};
