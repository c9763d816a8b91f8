#include <csignal>
#include <cstdlib>
#include <thread>
#include <unistd.h>
#include <atomic>
#include <string>

int* shared = new int(1);
std::string text = "hello";

void reader() {
  usleep(20000);
  *shared = 5;
}

void handler(int) { free(malloc(10)); }

int main() {
  std::thread t(reader);
  delete shared;
  t.join();
  std::thread left([] { usleep(1000); });
  left.detach();
  signal(SIGALRM, handler);
  raise(SIGALRM);
  pthread_t p;
  pthread_create(&p, nullptr, [](void*) -> void* { return nullptr; }, nullptr);
  usleep(10000);
}
