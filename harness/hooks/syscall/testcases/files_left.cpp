// Wrong: a file, a named shared memory and a System V queue outlive main.
// expect: leak
#include <cstdio>
#include <fcntl.h>
#include <sys/ipc.h>
#include <sys/mman.h>
#include <sys/msg.h>
#include <unistd.h>

int main() {
  FILE* out = fopen("left.txt", "wx");  // !leak
  if (out == nullptr) return 1;
  fclose(out);
  if (shm_open("/left", O_CREAT | O_EXCL | O_RDWR, 0600) < 0) return 1;  // !leak
  if (msgget(0x77, IPC_CREAT | IPC_EXCL | 0600) < 0) return 1;           // !leak
}
