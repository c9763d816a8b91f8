// Right: a file that was there before (given.txt, "5") is changed, renamed and made anew: each run finds it as it was.
// expect: none
// always: given 5
// always: now 6
#include <cstdio>
#include <unistd.h>

static int number_in(const char* name) {
  FILE* in = fopen(name, "r");
  int number = -1;
  if (in != nullptr && fscanf(in, "%d", &number) != 1) number = -2;
  if (in != nullptr) fclose(in);
  return number;
}

int main() {
  const int number = number_in("given.txt");
  printf("given %d\n", number);
  FILE* out = fopen("new.txt", "w");
  fprintf(out, "%d", number + 1);
  fclose(out);
  if (rename("new.txt", "given.txt") != 0) return 1;
  printf("now %d\n", number_in("given.txt"));
}
