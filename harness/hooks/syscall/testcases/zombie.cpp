// Wrong: the child has ended when main ends, and nobody has waited for it.
#include <unistd.h>

int main() {
  if (fork() == 0) _exit(0);  // zombie-process
  sleep(1);
}
