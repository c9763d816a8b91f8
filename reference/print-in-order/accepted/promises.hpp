// Each promise is kept by the one before.
#include <functional>
#include <future>

class Foo {
  std::promise<void> first_printed_;
  std::promise<void> second_printed_;

 public:
  void first(std::function<void()> printFirst) {
    printFirst();
    first_printed_.set_value();
  }

  void second(std::function<void()> printSecond) {
    first_printed_.get_future().wait();
    printSecond();
    second_printed_.set_value();
  }

  void third(std::function<void()> printThird) {
    second_printed_.get_future().wait();
    printThird();
  }
};
