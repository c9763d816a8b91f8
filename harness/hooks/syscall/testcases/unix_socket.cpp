// Right: a UNIX socket in the working folder; the server removes it.
// expect: none
// always: got ping
#include <cstdio>
#include <cstring>
#include <sys/socket.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

int main() {
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  strcpy(address.sun_path, "here.socket");
  const int listener = socket(AF_UNIX, SOCK_STREAM, 0);
  if (bind(listener, reinterpret_cast<sockaddr*>(&address), sizeof address) != 0 || listen(listener, 1) != 0) return 1;
  if (fork() == 0) {
    const int client = socket(AF_UNIX, SOCK_STREAM, 0);
    if (connect(client, reinterpret_cast<sockaddr*>(&address), sizeof address) != 0) _exit(1);
    if (write(client, "ping", 4) != 4) _exit(1);
    _exit(0);
  }
  const int connection = accept(listener, nullptr, nullptr);
  char text[8] = {};
  if (recv(connection, text, 4, MSG_WAITALL) != 4) return 1;
  printf("got %s\n", text);
  wait(nullptr);
  unlink("here.socket");
}
