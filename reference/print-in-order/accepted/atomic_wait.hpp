// One atomic step counter that is waited on.
class Foo {
 public:
  void first(function<void()> printFirst) {
    printFirst();
    step(1);
  }

  void second(function<void()> printSecond) {
    step_.wait(0, memory_order_acquire);
    printSecond();
    step(2);
  }

  void third(function<void()> printThird) {
    for (int seen = 0; (seen = step_.load(memory_order_acquire)) != 2;)
      step_.wait(seen, memory_order_acquire);
    printThird();
  }

 private:
  void step(int number) {
    step_.store(number, memory_order_release);
    step_.notify_all();
  }

  atomic<int> step_{0};
};
