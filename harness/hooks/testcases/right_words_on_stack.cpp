// Words on the stack that look like places in the program where no code is: the search for the caller passes them.
#include <cstdint>
#include <thread>

extern "C" const char __executable_start;
extern "C" const char etext;

namespace threadmark::hooks {
std::uint64_t student_caller(std::uint64_t return_address, const void* frame);
}

int main() {
  constexpr std::uint64_t page = 4096;
  const auto first = reinterpret_cast<std::uint64_t>(&__executable_start);
  const auto last = reinterpret_cast<std::uint64_t>(&etext);
  for (std::uint64_t at = first; at < last; at += page) {
    for (std::uint64_t beyond = 0; beyond < 7; ++beyond) {
      const volatile std::uint64_t stack[] = {0, 0, at + beyond, 0, 0, 0, 0, 0};
      threadmark::hooks::student_caller(0, const_cast<const std::uint64_t*>(stack));
    }
  }
  std::thread([] {}).join();
}
