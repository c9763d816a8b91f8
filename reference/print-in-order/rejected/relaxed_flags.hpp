// expect: check=no-data-race kind=data-race
// Atomic flags with relaxed order: the turn is seen, and what was written before it is not.
class Foo {
  atomic<int> turn{1};

  void await(int number) {
    while (turn.load(memory_order_relaxed) != number)
      this_thread::yield();
  }

 public:
  void first(function<void()> printFirst) {
    printFirst();  // <- here
    turn.store(2, memory_order_relaxed);
  }
  void second(function<void()> printSecond) {
    await(2);
    printSecond();  // <- here
    turn.store(3, memory_order_relaxed);
  }
  void third(function<void()> printThird) {
    await(3);
    printThird();  // <- here
  }
};
