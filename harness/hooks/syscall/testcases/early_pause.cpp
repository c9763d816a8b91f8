// Wrong: waits for ever before main begins.
// expect: deadlock
#include <unistd.h>

static const int early = pause();  // !deadlock

int main() {
  return early;
}
