// A library waits in the student's name: the place is that of the call in progress, whatever earlier calls left on the
// stack, and though this function has grown its frame since it began.
#include <alloca.h>

#include <condition_variable>
#include <mutex>
#include <thread>

std::mutex mutex;
std::condition_variable never;

void leave_traces(int depth) {
  std::thread([] {}).join();
  if (depth > 0) leave_traces(depth - 1);
}

char wait_in_room(int size) {
  char* room = static_cast<char*>(alloca(size));
  std::unique_lock lock(mutex);
  never.wait(lock);  // expect: lost-wakeup lost-wakeup.waits
  return room[0];
}

int main() {
  leave_traces(20);
  return wait_in_room(6000);
}
