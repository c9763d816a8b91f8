// expect: check=main-first kind=order-violation
// The first line stays in main's buffer until main ends; the children leave by _exit and never write their copies.
#include <string>

#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>

void say(std::string text) {
  text += "\n";
  if (write(1, text.c_str(), text.size()) < 0) _exit(1);
}

void child(std::string name, int age) {
  say(name + " start");
  sleep(1);
  say(name + " " + std::to_string(age) + " " + std::to_string(getpid()) + " " + std::to_string(getppid()));
  _exit(0);
}

int main() {
  printf("main %d\n", getpid());
  if (fork() == 0) child("alex", 84);
  if (fork() == 0) child("taibai", 73);
  if (fork() == 0) child("wusir", 96);
  while (wait(nullptr) != -1) {
  }
}
