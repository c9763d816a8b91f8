// dlsym, __tsan_acquire, no_sanitize, asm("nop"), ptrace, .incbin, /proc/self/exe: only words.
/* #include "/etc/shadow" and #line 7 "x" */
#include <iostream>
#include <thread>
#if 0
#line 99 "nowhere"
asm("hlt"); extern "C" void __tsan_acquire(void*);
#endif
const char* const text = "dlsym ptrace no_sanitize asm(\"hlt\") __attribute__((constructor))";
struct Box {
  int main = 0;
  void free() { main = 0; }
  void read(int n) { main += n; }
  void constructor() {}
  static int section(int n) { return n; }
};
int main() {
  Box low, high;
  std::thread first([&] { for (int i = 1; i <= 5; ++i) low.read(i); });
  std::thread second([&] { for (int i = 6; i <= 10; ++i) high.read(i); });
  first.join();
  second.join();
  std::cout << "sum " << Box::section(low.main + high.main) << "\n";
}
