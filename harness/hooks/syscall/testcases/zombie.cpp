// Wrong: nobody waits for the child: it has ended when main ends, or (a sleep may be longer) still runs.
// expect: zombie-process orphan-process
#include <unistd.h>

int main() {
  if (fork() == 0) _exit(0);  // !zombie-process
  sleep(1);
}
