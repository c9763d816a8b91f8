// expect: check=in-order kind=order-violation
// A thread that wakes up does not look again whether it is its turn.
class Foo {
 public:
  void first(function<void()> printFirst) {
    unique_lock<mutex> lock(mutex_);
    printFirst();
    turn_ = 2;
    changed_.notify_all();
  }

  void second(function<void()> printSecond) {
    unique_lock<mutex> lock(mutex_);
    if (turn_ != 2) changed_.wait(lock);
    printSecond();
    turn_ = 3;
    changed_.notify_all();
  }

  void third(function<void()> printThird) {
    unique_lock<mutex> lock(mutex_);
    if (turn_ != 3) changed_.wait(lock);
    printThird();
  }

 private:
  mutex mutex_;
  condition_variable changed_;
  int turn_ = 1;
};
