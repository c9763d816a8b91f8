// expect: check=nobody-is-stuck kind=lock-misuse
// Mutexes for signals: locked by the thread that makes the Foo, unlocked by others.
class Foo {
  mutex m1, m2;

 public:
  Foo() {
    m1.lock();
    m2.lock();
  }

  void first(function<void()> printFirst) {
    printFirst();
    m1.unlock();  // <- here
  }

  void second(function<void()> printSecond) {
    m1.lock();
    printSecond();
    m1.unlock();
    m2.unlock();  // <- here
  }

  void third(function<void()> printThird) {
    m2.lock();
    printThird();
    m2.unlock();
  }
};
