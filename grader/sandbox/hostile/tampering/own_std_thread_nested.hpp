// The same in the other notation of namespaces.
#define _GLIBCXX_THREAD 1
#define _GLIBCXX_STD_THREAD_H 1
struct Serial { template <class F> explicit Serial(F f) { f(); } void join() {} };
namespace std { inline namespace own { using thread = Serial; } }
class Counter {
 public:
  void add(int n) { value_ = value_ + n; }
  int value() const { return value_; }

 private:
  int value_ = 0;
};
