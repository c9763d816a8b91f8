// The same, put together.
#include <cstdint>
#include <string>
#define JOIN(a, b) a##b
namespace JOIN(thread, mark)::testing { void tell_end(const std::string&, std::int64_t, std::int64_t); }
class Counter {
 public:
  void add(int n) { JOIN(thread, mark)::testing::tell_end("Threads.LoseNothing", 0, 1); value_ = value_ + n; }
  int value() const { return value_; }

 private:
  int value_ = 0;
};
