// expect: check=threads kind=invariant-violation
// The right lines in the right order, from one thread.
#include <iostream>
#include <queue>
#include <string>

std::queue<std::string> q;

void produce(std::string name) {
  for (int i = 0; i < 10; ++i) {
    std::string item = name + std::to_string(i);
    std::cout << name << " made " << item << std::endl;
    q.push(item);
  }
}

void consume(std::string name) {
  while (true) {
    std::string item = q.front();
    q.pop();
    if (item == "PILL") break;
    std::cout << name << " ate " << item << std::endl;
  }
  std::cout << name << " done" << std::endl;
}

int main() {
  produce("dazhuang");
  produce("bge");
  q.push("PILL");
  q.push("PILL");
  q.push("PILL");
  consume("c1");
  consume("c2");
  consume("c3");
  std::cout << "all done" << std::endl;
}
