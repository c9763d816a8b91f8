#include <mutex>
#include <thread>
#include <pthread.h>

std::mutex a;
std::mutex b;
pthread_mutex_t raw = PTHREAD_MUTEX_INITIALIZER;

void forward() {
  std::lock_guard first(a);
  std::lock_guard second(b);
}

void backward() {
  std::lock_guard first(b);
  std::lock_guard second(a);
}

int main() {
  std::thread one(forward);
  one.join();
  std::thread two(backward);
  two.join();
  pthread_mutex_unlock(&raw);
  pthread_mutex_destroy(&raw);
}
