// Prints addresses of its own code and variables, for the tests of the Symbolizer. Line numbers matter.
#include <cstdio>
#include <mutex>
#include <vector>

struct Account {
  int id;
  int balance;
  void* withdraw();
};

namespace {
int hidden = 1;
}
int counter = 0;
Account accounts[3];
std::mutex guard;
namespace bank {
struct Vault {
  static long gold;
  std::vector<int> bars;
  std::mutex door;
} vault;
long Vault::gold = 5;
}  // namespace bank

#define HERE __builtin_return_address(0)
__attribute__((noinline)) void* here() { return HERE; }

void* Account::withdraw() {
  return here();  // line 31
}

template <class T>
T twice(T value, void** pc) {
  *pc = here();  // line 36
  return value + value;
}

__attribute__((always_inline)) inline void* inlined() {
  return here();  // line 41
}

void* caller() {
  return inlined();  // line 45
}

int main() {
  static int calls = 0;
  auto lambda = [] { return here(); };  // line 50
  void* pc = nullptr;
  twice(3, &pc);
  std::printf("withdraw %p\n", accounts[0].withdraw());
  std::printf("twice %p\n", pc);
  std::printf("inlined %p\n", caller());
  std::printf("lambda %p\n", lambda());
  std::printf("main %p\n", here());  // line 57
  std::printf("counter %p\n", static_cast<void*>(&counter));
  std::printf("hidden %p\n", static_cast<void*>(&hidden));
  std::printf("balance %p\n", static_cast<void*>(&accounts[1].balance));
  std::printf("id %p\n", static_cast<void*>(&accounts[2].id));
  std::printf("guard %p\n", static_cast<void*>(&guard));
  std::printf("gold %p\n", static_cast<void*>(&bank::Vault::gold));
  std::printf("bars %p\n", static_cast<void*>(&bank::vault.bars));
  std::printf("door %p\n", static_cast<void*>(&bank::vault.door));
  std::printf("calls %p\n", static_cast<void*>(&calls));
  std::printf("stack %p\n", static_cast<void*>(&pc));
  return calls + hidden;
}
