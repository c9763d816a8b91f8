// Right: thread_local objects with destructors, pthread keys, and a thread that ends by pthread_exit.
#include <memory>
#include <thread>

#include <pthread.h>

thread_local std::unique_ptr<int> own;
pthread_key_t key;

int main() {
  pthread_key_create(&key, [](void* value) { delete static_cast<int*>(value); });
  auto works = [](int number) {
    own = std::make_unique<int>(number);
    pthread_setspecific(key, new int(number));
    if (*own != *static_cast<int*>(pthread_getspecific(key))) __builtin_trap();
  };
  std::thread a(works, 1), b(works, 2);
  pthread_t c;
  pthread_create(
      &c, nullptr,
      [](void*) -> void* {
        own = std::make_unique<int>(3);
        pthread_exit(&key);
      },
      nullptr);
  void* result = nullptr;
  pthread_join(c, &result);
  a.join();
  b.join();
  pthread_key_delete(key);
  return result == &key ? 0 : 1;
}
