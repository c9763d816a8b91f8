// Right: a message larger than the pipe, read piece by piece.
// expect: none
// always: bytes 200000
#include <cstdio>
#include <sys/wait.h>
#include <unistd.h>
#include <vector>

int main() {
  int ends[2];
  if (pipe(ends) != 0) return 1;
  constexpr size_t size = 200000;
  if (fork() == 0) {
    close(ends[0]);
    const std::vector<char> bytes(size, 'x');
    if (write(ends[1], bytes.data(), size) != static_cast<ssize_t>(size)) _exit(1);
    _exit(0);
  }
  close(ends[1]);
  std::vector<char> part(65536);
  size_t sum = 0;
  for (ssize_t got = 0; (got = read(ends[0], part.data(), part.size())) > 0;) sum += static_cast<size_t>(got);
  wait(nullptr);
  printf("bytes %zu\n", sum);
}
