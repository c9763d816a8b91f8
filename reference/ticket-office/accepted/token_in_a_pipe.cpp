// One byte in a pipe is the right to buy. The count is written over the old one in a single write, so that whoever looks
// without the token sees one count or the other.
#include <array>
#include <cstdio>
#include <cstdlib>
#include <string>

#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

static int count_in(int fd) {
  std::array<char, 64> text{};
  int count = 0;
  if (pread(fd, text.data(), text.size() - 1, 0) <= 0) std::exit(1);
  std::sscanf(text.data(), " { \"count\" : %d }", &count);
  return count;
}

static void put_count(int fd, int count) {
  std::array<char, 64> text{};
  const int length = std::snprintf(text.data(), text.size(), "{\"count\": %5d}", count);
  if (pwrite(fd, text.data(), static_cast<size_t>(length), 0) != length || ftruncate(fd, length) != 0) std::exit(1);
}

static void say(const std::string& line) {
  if (write(STDOUT_FILENO, (line + "\n").data(), line.size() + 1) < 0) std::exit(1);
}

int main() {
  int token[2];
  if (pipe(token) != 0 || write(token[1], "T", 1) != 1) return 1;
  const int file = open("ticket.json", O_RDWR);  // shared: only pread and pwrite are used with it
  if (file < 0) return 1;
  for (int i = 1; i <= 10; ++i) {
    if (fork() == 0) {
      const std::string me = std::to_string(i);
      say(me + " sees " + std::to_string(count_in(file)));
      char t;
      if (read(token[0], &t, 1) != 1) return 1;
      const int count = count_in(file);
      if (count > 0) {
        put_count(file, count - 1);
        say(me + " bought");
      } else {
        say(me + " sold out");
      }
      if (write(token[1], &t, 1) != 1) return 1;
      return 0;
    }
  }
  for (int i = 0; i < 10; ++i)
    wait(nullptr);
  close(file);
}
