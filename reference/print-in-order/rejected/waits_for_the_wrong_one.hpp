// expect: check=nobody-is-stuck kind=deadlock
// The second waits for the third and the third for the second.
class Foo {
  promise<void> go_second;
  promise<void> go_third;
  bool first_was_here = false;
  mutex m;

 public:
  void first(function<void()> printFirst) {
    lock_guard<mutex> lock(m);
    printFirst();
    first_was_here = true;
  }
  void second(function<void()> printSecond) {
    go_second.get_future().wait();  // <- here
    printSecond();
    go_third.set_value();
  }
  void third(function<void()> printThird) {
    go_third.get_future().wait();  // <- here
    printThird();
    go_second.set_value();
  }
};
