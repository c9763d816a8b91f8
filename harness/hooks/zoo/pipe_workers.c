// Right: main hands numbers to two child processes by pipes and adds what they send back, by stdio.
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

int main(void) {
  int back[2];
  if (pipe(back) != 0) abort();
  for (int i = 1; i <= 2; i++) {
    if (fork() == 0) {
      close(back[0]);
      FILE* out = fdopen(back[1], "w");
      for (int j = 0; j < 2; j++)
        fprintf(out, "%d\n", i);
      fclose(out);
      _exit(0);
    }
  }
  close(back[1]);
  FILE* in = fdopen(back[0], "r");
  int sum = 0, number;
  while (fscanf(in, "%d", &number) == 1)
    sum += number;
  fclose(in);
  for (int i = 0; i < 2; i++)
    wait(0);
  printf("%d\n", sum);
  return sum == 6 ? 0 : 1;
}
