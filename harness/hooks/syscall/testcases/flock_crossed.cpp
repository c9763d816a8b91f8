// Wrong: two processes lock two files in opposite orders.
// expect: deadlock lock-order
#include <fcntl.h>
#include <sys/file.h>
#include <sys/wait.h>
#include <unistd.h>

static void lock_both(const char* first, const char* second) {
  const int one = open(first, O_CREAT | O_RDWR, 0600);
  const int two = open(second, O_CREAT | O_RDWR, 0600);
  flock(one, LOCK_EX);
  flock(two, LOCK_EX);  // !deadlock
  close(one);
  close(two);
}

int main() {
  if (fork() == 0) {
    lock_both("b.lock", "a.lock");
    _exit(0);
  }
  lock_both("a.lock", "b.lock");
  wait(nullptr);
  unlink("a.lock");
  unlink("b.lock");
}
