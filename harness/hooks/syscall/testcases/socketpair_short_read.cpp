// Wrong: takes one read of a stream socket for the whole message.
// expect: none
// sometimes: short
// sometimes: abcdefgh
#include <cstdio>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

int main() {
  int ends[2];
  if (socketpair(AF_UNIX, SOCK_STREAM, 0, ends) != 0) return 1;
  const pid_t child = fork();
  if (child == 0) {
    if (write(ends[1], "abcdefgh", 8) != 8) _exit(1);
    _exit(0);
  }
  char message[9] = {};
  if (read(ends[0], message, 8) != 8) printf("short\n");
  waitpid(child, nullptr, 0);
  printf("%s\n", message);
}
