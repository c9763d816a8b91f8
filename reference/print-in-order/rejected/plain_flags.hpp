// expect: check=no-data-race kind=data-race
// Spins on volatile flags, which order nothing.
class Foo {
  volatile bool one = false;
  volatile bool two = false;

 public:
  void first(function<void()> printFirst) {
    printFirst();
    one = true;  // <- here
  }
  void second(function<void()> printSecond) {
    while (!one) {  // <- here
      this_thread::yield();
    }
    printSecond();  // <- here
    two = true;     // <- here
  }
  void third(function<void()> printThird) {
    while (!two) {  // <- here
      this_thread::yield();
    }
    printThird();  // <- here
  }
};
