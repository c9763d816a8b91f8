#include <pthread.h>
#include <unistd.h>
static int parts[2];
static void* add(void* which) {
  const long part = reinterpret_cast<long>(which);
  for (int i = 1; i <= 5; ++i) parts[part] += i + static_cast<int>(part) * 5;
  return nullptr;
}
int main() {
  pthread_t threads[2];
  for (long i = 0; i < 2; ++i) pthread_create(&threads[i], nullptr, add, reinterpret_cast<void*>(i));
  for (pthread_t thread : threads) pthread_join(thread, nullptr);
  const int sum = parts[0] + parts[1];
  char line[] = "sum 00\n";
  line[4] = static_cast<char>('0' + sum / 10);
  line[5] = static_cast<char>('0' + sum % 10);
  return write(1, line, 7) == 7 ? 0 : 1;
}
