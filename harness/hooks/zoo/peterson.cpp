// Right: Peterson's mutual exclusion with seq_cst atomics, over plain data.
#include <atomic>
#include <thread>

std::atomic<bool> wants[2];
std::atomic<int> turn{0};
int inside = 0, total = 0;

void enters(int me) {
  for (int i = 0; i < 2; ++i) {
    wants[me] = true;
    turn = 1 - me;
    while (wants[1 - me] && turn == 1 - me) {
    }
    if (++inside != 1) __builtin_trap();
    ++total;
    --inside;
    wants[me] = false;
  }
}

int main() {
  std::thread a(enters, 0), b(enters, 1);
  a.join();
  b.join();
  if (total != 4) __builtin_trap();
}
