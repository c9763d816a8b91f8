// In the style of C: printf and fflush, exit in the child, wait until there is nobody left to wait for.
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

static const char* names[] = {"alex", "taibai", "wusir"};
static const int ages[] = {84, 73, 96};

int main(void) {
  printf("main %d\n", (int)getpid());
  fflush(stdout);
  for (int i = 0; i < 3; i++) {
    switch (fork()) {
      case -1:
        return 1;
      case 0:
        printf("%s start\n", names[i]);
        fflush(stdout);
        sleep(1);
        printf("%s %d %d %d\n", names[i], ages[i], (int)getpid(), (int)getppid());
        exit(0);
      default:
        break;
    }
  }
  while (wait(NULL) > 0) {
  }
  return 0;
}
