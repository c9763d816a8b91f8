// expect: check=lines kind=extra-output
// The first line is still in the buffer when main forks: every child has a copy and writes it when it exits.
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

struct person {
  const char* name;
  int age;
};

int main() {
  struct person people[3] = {{"alex", 84}, {"taibai", 73}, {"wusir", 96}};
  printf("main %d\n", getpid());  // <- here
  for (int i = 0; i < 3; i++) {
    if (fork() == 0) {
      printf("%s start\n", people[i].name);
      sleep(1);
      printf("%s %d %d %d\n", people[i].name, people[i].age, getpid(), getppid());
      exit(0);  // <- here
    }
  }
  for (int i = 0; i < 3; i++)
    wait(NULL);
  return 0;
}
