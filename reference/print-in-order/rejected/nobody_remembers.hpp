// expect: check=nobody-is-stuck kind=lost-wakeup
// Only a notification, which is gone when nobody waits for it yet.
class Foo {
 public:
  void first(function<void()> printFirst) {
    unique_lock<mutex> lock(mutex_);
    printFirst();
    first_printed_.notify_one();
  }

  void second(function<void()> printSecond) {
    unique_lock<mutex> lock(mutex_);
    first_printed_.wait(lock);  // <- here
    printSecond();
    second_printed_.notify_one();
  }

  void third(function<void()> printThird) {
    unique_lock<mutex> lock(mutex_);
    second_printed_.wait(lock);  // <- here
    printThird();
  }

 private:
  mutex mutex_;
  condition_variable first_printed_;
  condition_variable second_printed_;
};
