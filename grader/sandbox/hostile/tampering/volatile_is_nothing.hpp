// Changes words that only matter to threads.
#define volatile
#define thread_local static
#define alignas(n)
class Counter {
 public:
  void add(int n) { value_ = value_ + n; }
  int value() const { return value_; }

 private:
  int value_ = 0;
};
