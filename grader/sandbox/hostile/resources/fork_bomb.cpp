// Forks without end.
#include <iostream>
#include <thread>
#include <unistd.h>
int main() {
  while (true) fork();
}
