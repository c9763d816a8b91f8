// Right: a lock-free stack that is emptied as a whole, so that no node comes back.
#include <atomic>
#include <thread>

struct Node {
  int value;
  Node* next;
};
std::atomic<Node*> head{nullptr};

void push(int value) {
  Node* node = new Node{value, head.load(std::memory_order_relaxed)};
  while (!head.compare_exchange_weak(node->next, node, std::memory_order_release, std::memory_order_relaxed)) {
  }
}

int take_all() {
  int sum = 0;
  for (Node* node = head.exchange(nullptr, std::memory_order_acquire); node != nullptr;) {
    sum += node->value;
    Node* next = node->next;
    delete node;
    node = next;
  }
  return sum;
}

int main() {
  int seen = 0;
  std::thread a([] { push(1), push(2); });
  std::thread b([] { push(4); });
  std::thread c([&seen] { seen = take_all(); });
  a.join();
  b.join();
  c.join();
  if (seen + take_all() != 7) __builtin_trap();
}
