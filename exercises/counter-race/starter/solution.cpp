// Two threads add and two subtract, 1000 times each, on one counter. At the end it must be 0.
//
// Compile it and run it a few times: it may well print `n = 0` every time. It is wrong all the same.
// `threadmark check` shows you the interleaving in which it goes wrong.
#include <iostream>
#include <thread>

// TODO: this counter is shared by four threads, and nothing protects it. What could?
int counter = 0;

void add() {
  for (int i = 0; i < 1000; ++i) {
    counter = counter + 1;  // TODO: how many steps is this, and who can come in between?
  }
}

void subtract() {
  for (int i = 0; i < 1000; ++i) {
    counter = counter - 1;
  }
}

int main() {
  std::thread first(add);
  std::thread second(add);
  std::thread third(subtract);
  std::thread fourth(subtract);

  // TODO: two of the four may still be at work when the counter is read below. And what happens to a std::thread that
  // is destroyed before it was joined?
  first.join();
  third.join();

  std::cout << "n = " << counter << '\n';

  second.join();
  fourth.join();
}
