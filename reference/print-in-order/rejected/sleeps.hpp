// expect: check=in-order kind=order-violation
// Orders by sleeping: the second sleeps one second, the third sleeps two.
class Foo {
 public:
  void first(function<void()> printFirst) { printFirst(); }

  void second(function<void()> printSecond) {
    this_thread::sleep_for(chrono::seconds(1));
    printSecond();
  }

  void third(function<void()> printThird) {
    this_thread::sleep_for(chrono::seconds(2));
    printThird();
  }
};
