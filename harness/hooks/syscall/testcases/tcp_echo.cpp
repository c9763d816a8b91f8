// Right: a forking echo server on the loopback and one client, which half-closes and reads to the end.
// expect: none
// always: echo hello
// always: server 0
#include <arpa/inet.h>
#include <cstdio>
#include <cstring>
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

static void serve(int connection) {
  char part[64];
  for (ssize_t got = 0; (got = recv(connection, part, sizeof part, 0)) > 0;) {
    if (send(connection, part, static_cast<size_t>(got), MSG_NOSIGNAL) != got) _exit(1);
  }
  close(connection);
}

int main() {
  const int listener = socket(AF_INET, SOCK_STREAM, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof address;
  if (bind(listener, reinterpret_cast<sockaddr*>(&address), size) != 0 || listen(listener, 4) != 0) return 1;
  getsockname(listener, reinterpret_cast<sockaddr*>(&address), &size);
  const pid_t server = fork();
  if (server == 0) {
    const int connection = accept(listener, nullptr, nullptr);
    close(listener);
    serve(connection);
    _exit(0);
  }
  close(listener);
  const int client = socket(AF_INET, SOCK_STREAM, 0);
  if (connect(client, reinterpret_cast<sockaddr*>(&address), size) != 0) return 1;
  if (send(client, "hello", 5, 0) != 5) return 1;
  shutdown(client, SHUT_WR);
  char text[16] = {};
  size_t length = 0;
  for (ssize_t got = 0; (got = recv(client, text + length, sizeof text - 1 - length, 0)) > 0;) length += static_cast<size_t>(got);
  printf("echo %s\n", text);
  close(client);
  int status = 0;
  waitpid(server, &status, 0);
  printf("server %d\n", WEXITSTATUS(status));
}
