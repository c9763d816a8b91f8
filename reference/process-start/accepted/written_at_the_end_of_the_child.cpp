// The children do not flush: both of their lines are written when they exit. main takes its line out of the buffer
// first.
#include <cstdlib>
#include <iostream>

#include <sys/wait.h>
#include <unistd.h>

using namespace std;

void person(const char* name, int age) {
  if (fork() == 0) {
    cout << name << " start\n";
    usleep(1000000);
    cout << name << " " << age << " " << getpid() << " " << getppid() << "\n";
    exit(0);
  }
}

int main() {
  cout << "main " << getpid() << "\n" << flush;
  person("alex", 84);
  person("taibai", 73);
  person("wusir", 96);
  int status;
  for (int i = 0; i < 3; i++)
    wait(&status);
  return 0;
}
