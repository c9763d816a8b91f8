// Wrong: two processes count in named shared memory that each maps for itself, without a lock.
// expect: data-race
// sometimes: count 2
// sometimes: count 1
#include <cstdio>
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

static int* map() {
  const int file = shm_open("/count", O_RDWR, 0600);
  void* memory = mmap(nullptr, sizeof(int), PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
  close(file);
  return static_cast<int*>(memory);
}

int main() {
  const int file = shm_open("/count", O_CREAT | O_EXCL | O_RDWR, 0600);
  if (file < 0 || ftruncate(file, sizeof(int)) != 0) return 1;
  close(file);
  for (int i = 0; i < 2; ++i) {
    if (fork() != 0) continue;
    int* count = map();
    ++*count;  // !data-race
    _exit(0);
  }
  while (wait(nullptr) > 0) {
  }
  printf("count %d\n", *map());
  shm_unlink("/count");
}
