// Output of another program.
#include <iostream>
#include <thread>
#include <unistd.h>
int main() {
  execl("/bin/sh", "sh", "-c", "yes", nullptr);
}
