// Two latches, each of which opens once.
class Foo {
 public:
  void first(function<void()> printFirst) {
    printFirst();
    after_first_.count_down();
  }
  void second(function<void()> printSecond) {
    after_first_.wait();
    printSecond();
    after_second_.count_down();
  }
  void third(function<void()> printThird) {
    after_second_.wait();
    printThird();
  }

 private:
  latch after_first_{1};
  latch after_second_{1};
};
