// The reference: a mutex, a condition variable, and a variable that remembers whose turn it is.
class Foo {
 public:
  Foo() = default;

  void first(function<void()> printFirst) { in_turn(1, printFirst); }
  void second(function<void()> printSecond) { in_turn(2, printSecond); }
  void third(function<void()> printThird) { in_turn(3, printThird); }

 private:
  void in_turn(int number, const function<void()>& print) {
    unique_lock<mutex> lock(mutex_);
    changed_.wait(lock, [&] { return turn_ == number; });
    print();
    ++turn_;
    changed_.notify_all();
  }

  mutex mutex_;
  condition_variable changed_;
  int turn_ = 1;
};
