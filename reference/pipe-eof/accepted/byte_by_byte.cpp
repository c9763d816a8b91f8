// One digit is one byte, written and read byte by byte; descriptors are closed by objects.
#include <cstdio>
#include <utility>

#include <sys/wait.h>
#include <unistd.h>

class Descriptor {
 public:
  explicit Descriptor(int number) : number_(number) {}
  Descriptor(Descriptor&& other) noexcept : number_(std::exchange(other.number_, -1)) {}
  Descriptor& operator=(Descriptor&&) = delete;
  ~Descriptor() { reset(); }

  int get() const { return number_; }
  void reset() {
    if (number_ >= 0) close(number_);
    number_ = -1;
  }

 private:
  int number_;
};

int main() {
  int raw[2];
  if (pipe(raw) != 0) return 1;
  Descriptor in(raw[0]), out(raw[1]);

  const pid_t pid = fork();
  if (pid == 0) {
    out.reset();
    for (unsigned char c; read(in.get(), &c, 1) == 1;) {
      std::printf("got %d\n", c - '0');
      std::fflush(stdout);
    }
    std::puts("end of data");
    std::fflush(stdout);
    _exit(0);
  }

  in.reset();
  for (char c = '0'; c <= '9'; ++c)
    if (write(out.get(), &c, 1) != 1) return 1;
  out.reset();
  int status;
  while (waitpid(pid, &status, WNOHANG) == 0)
    usleep(1000);
  std::printf("child exited %d\n", WEXITSTATUS(status));
}
