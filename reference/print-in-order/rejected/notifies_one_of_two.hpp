// expect: check=nobody-is-stuck kind=lost-wakeup
// Two wait on one condition variable and one is woken: it may be the third, whose turn it is not.
class Foo {
 public:
  void first(function<void()> printFirst) {
    unique_lock<mutex> lock(mutex_);
    printFirst();
    turn_ = 2;
    changed_.notify_one();
  }

  void second(function<void()> printSecond) {
    unique_lock<mutex> lock(mutex_);
    changed_.wait(lock, [this] { return turn_ == 2; });  // <- here
    printSecond();
    turn_ = 3;
    changed_.notify_one();
  }

  void third(function<void()> printThird) {
    unique_lock<mutex> lock(mutex_);
    changed_.wait(lock, [this] { return turn_ == 3; });  // <- here
    printThird();
  }

 private:
  mutex mutex_;
  condition_variable changed_;
  int turn_ = 1;
};
