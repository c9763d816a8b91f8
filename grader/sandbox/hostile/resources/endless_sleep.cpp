// Sleeps for ever.
#include <iostream>
#include <thread>
#include <unistd.h>
int main() {
  while (true) sleep(3600);
}
