// Right: messages of fixed length over a stream socket pair; reads may be short.
// expect: none
// always: hello2
// always: child 0
#include <cstdio>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

static bool read_all(int from, char* to, size_t size) {
  for (size_t done = 0; done < size;) {
    const ssize_t got = read(from, to + done, size - done);
    if (got <= 0) return false;
    done += static_cast<size_t>(got);
  }
  return true;
}

int main() {
  int ends[2];
  if (socketpair(AF_UNIX, SOCK_STREAM, 0, ends) != 0) return 1;
  const pid_t child = fork();
  char message[8] = {};
  if (child == 0) {
    close(ends[0]);
    while (read_all(ends[1], message, sizeof message)) {
      if (write(ends[1], message, sizeof message) != sizeof message) _exit(1);
    }
    _exit(0);
  }
  close(ends[1]);
  for (int i = 0; i < 3; ++i) {
    snprintf(message, sizeof message, "hello%d", i);
    if (send(ends[0], message, sizeof message, 0) != sizeof message) return 1;
    if (!read_all(ends[0], message, sizeof message)) return 1;
    printf("%s\n", message);
  }
  close(ends[0]);
  int status = 0;
  waitpid(child, &status, 0);
  printf("child %d\n", WEXITSTATUS(status));
}
