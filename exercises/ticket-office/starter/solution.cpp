// Ten people look how many tickets are left, and try to buy one each.
#include <cstdio>
#include <iostream>

#include <sys/wait.h>
#include <unistd.h>

// What the file says. White space in JSON is free, and so it is in this format.
int read_count() {
  int count = 0;
  FILE* file = std::fopen("ticket.json", "r");
  if (file == nullptr) return 0;
  if (std::fscanf(file, " { \"count\" : %d }", &count) != 1) count = 0;
  std::fclose(file);
  return count;
}

// TODO: what does somebody else see in the file between fopen and fclose?
void write_count(int count) {
  FILE* file = std::fopen("ticket.json", "w");
  std::fprintf(file, "{\"count\": %d}", count);
  std::fclose(file);
}

void visit(int i) {
  const int count = read_count();
  std::cout << i << " sees " << count << std::endl;

  // TODO: how many of the ten can come to this line with the same count? What must nobody else do until the new count
  // is written, and what do ten processes share that could keep them from doing it?
  if (count > 0) {
    write_count(count - 1);
    std::cout << i << " bought" << std::endl;
  } else {
    std::cout << i << " sold out" << std::endl;
  }
}

int main() {
  for (int i = 1; i <= 10; ++i) {
    if (fork() == 0) {
      visit(i);
      _exit(0);
    }
  }
  while (wait(nullptr) > 0) {
  }
}
