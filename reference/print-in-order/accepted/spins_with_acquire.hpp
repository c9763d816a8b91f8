// Slow, but right: spins on atomic flags, stored with release and loaded with acquire order.
class Foo {
  atomic<bool> one{false};
  atomic<bool> two{false};

  static void await(const atomic<bool>& flag) {
    while (!flag.load(memory_order_acquire))
      this_thread::yield();
  }

 public:
  void first(function<void()> printFirst) {
    printFirst();
    one.store(true, memory_order_release);
  }
  void second(function<void()> printSecond) {
    await(one);
    printSecond();
    two.store(true, memory_order_release);
  }
  void third(function<void()> printThird) {
    await(two);
    printThird();
  }
};
