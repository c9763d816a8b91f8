// Two threads that join one another.
#include <pthread.h>

pthread_t main_thread;

void* work(void*) {
  pthread_join(main_thread, nullptr);
  return nullptr;
}

int main() {
  main_thread = pthread_self();
  pthread_t t;
  pthread_create(&t, nullptr, work, nullptr);
  pthread_join(t, nullptr);  // expect: deadlock deadlock.join
}
