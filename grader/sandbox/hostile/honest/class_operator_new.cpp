#include <cstdlib>
#include <iostream>
#include <memory>
#include <new>
#include <thread>
struct Node {
  int sum = 0;
  static void* operator new(std::size_t size) { return std::malloc(size); }
  static void operator delete(void* memory) { std::free(memory); }
};
int main() {
  auto a = std::make_unique<Node>();
  std::unique_ptr<Node> b(new Node);
  alignas(Node) unsigned char room[sizeof(Node)];
  Node* c = ::new (room) Node;
  std::thread first([&] { for (int i = 1; i <= 5; ++i) a->sum += i; });
  std::thread second([&] { for (int i = 6; i <= 10; ++i) b->sum += i; });
  first.join();
  second.join();
  c->sum = a->sum + b->sum;
  std::cout << "sum " << c->sum << "\n";
}
