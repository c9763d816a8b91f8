// Wrong: the child still runs when main ends.
// expect: orphan-process
#include <unistd.h>

int main() {
  if (fork() == 0) {  // !orphan-process
    sleep(10);
    _exit(0);
  }
}
