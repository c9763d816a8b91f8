// Three calls in three threads, in order. Make it so: the comments say what is missing.
#include <functional>

using namespace std;

class Foo {
 public:
  Foo() {}

  void first(function<void()> printFirst) {
    printFirst();
    // TODO: tell the second that it may go on, also when it has not asked yet.
  }

  void second(function<void()> printSecond) {
    // TODO: wait until the first has printed.
    printSecond();
    // TODO: tell the third.
  }

  void third(function<void()> printThird) {
    // TODO: wait until the second has printed.
    printThird();
  }
};
