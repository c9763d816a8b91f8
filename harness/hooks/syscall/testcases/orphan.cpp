// Wrong: the child still runs when main ends.
#include <unistd.h>

int main() {
  if (fork() == 0) {  // orphan-process
    sleep(10);
    _exit(0);
  }
}
