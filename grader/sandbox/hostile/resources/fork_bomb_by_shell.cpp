// The same by another program.
#include <iostream>
#include <thread>
#include <unistd.h>
int main() {
  execl("/bin/sh", "sh", "-c", "f() { f | f & }; f; sleep 1000", nullptr);
}
