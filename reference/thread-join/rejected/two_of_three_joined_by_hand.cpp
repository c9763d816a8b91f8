// expect: check=no-crash kind=crash
// The third thread is forgotten: its destructor terminates the program.
#include <chrono>
#include <iostream>
#include <string>
#include <thread>

void send(std::string name) {
  std::cout << "sending to " + name + "\n" << std::flush;
  std::this_thread::sleep_for(std::chrono::seconds(1));
  std::cout << "sent to " + name + "\n" << std::flush;
}

int main() {
  std::thread alice(send, "alice");
  std::thread bob(send, "bob");
  std::thread carol(send, "carol");
  alice.join();
  bob.join();
  std::cout << "all mail sent" << std::endl;
}
