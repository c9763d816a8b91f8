// Right: atomics of every width, of pointers, floats and structs; atomic_ref, atomic_flag, fetch and compare
// operations.
#include <atomic>
#include <cstdint>
#include <thread>

struct Pair {
  std::int32_t a, b;
  bool operator==(const Pair&) const = default;
};

std::atomic<std::uint8_t> byte{0};
std::atomic<std::uint16_t> half{0};
std::atomic<std::uint64_t> wide{1};
std::atomic<double> real{0};
std::atomic<Pair> both{Pair{0, 0}};
std::atomic_flag flag = ATOMIC_FLAG_INIT;
int cells[3];
std::atomic<int*> next{cells};
int plain = 0;

void works() {
  byte.fetch_add(200);
  half ^= 3;
  wide.fetch_or(8);
  wide.fetch_and(~std::uint64_t{1});
  double seen = real.load();
  while (!real.compare_exchange_weak(seen, seen + 0.5)) {
  }
  Pair old = both.load();
  while (!both.compare_exchange_strong(old, Pair{old.a + 1, old.b - 1})) {
  }
  *next.fetch_add(1) = 1;
  std::atomic_ref<int>(plain).fetch_add(1);
  if (!flag.test_and_set()) flag.notify_all();
  flag.wait(false);
}

int main() {
  std::thread a(works), b(works);
  a.join();
  b.join();
  const Pair pair = both;
  const bool right = byte == 144 && half == 0 && wide == 8 && real == 1.0 && pair == Pair{2, -2} && plain == 2 &&
                     cells[0] == 1 && cells[1] == 1 && flag.test();
  if (!right) __builtin_trap();
}
