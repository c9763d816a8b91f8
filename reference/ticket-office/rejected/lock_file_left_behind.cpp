// expect: check=no-file-left kind=leak
// A separate file to lock: right, but it is still there when the program has ended.
#include <fstream>
#include <iostream>
#include <string>

#include <fcntl.h>
#include <sys/file.h>
#include <sys/wait.h>
#include <unistd.h>

int read_count() {
  std::ifstream f("ticket.json");
  std::string text;
  std::getline(f, text);
  return std::stoi(text.substr(text.find(':') + 1));
}

int main() {
  for (int i = 1; i <= 10; ++i) {
    if (fork() == 0) {
      int lock = open("ticket.lock", O_CREAT | O_RDWR, 0644);
      flock(lock, LOCK_EX);
      std::cout << i << " sees " << read_count() << std::endl;
      int count = read_count();
      if (count > 0) {
        std::ofstream("ticket.json") << "{\"count\": " << count - 1 << "}";
        std::cout << i << " bought" << std::endl;
      } else {
        std::cout << i << " sold out" << std::endl;
      }
      flock(lock, LOCK_UN);
      close(lock);
      _exit(0);
    }
  }
  while (wait(nullptr) > 0) {
  }
}
