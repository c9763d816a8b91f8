// shared_ptr given to threads, destroyed by whoever is last: right.
#include <memory>
#include <thread>
#include <vector>

struct Node {
  std::vector<int> values{1, 2, 3};
  virtual ~Node() = default;
  virtual int sum() const { return values[0] + values[1] + values[2]; }
};
struct Leaf : Node {
  ~Leaf() override { values.clear(); }
};

int main() {
  std::shared_ptr<Node> node = std::make_shared<Leaf>();
  std::weak_ptr<Node> weak = node;
  std::thread a([node] {
    if (node->sum() != 6) __builtin_trap();
  });
  std::thread b([weak] {
    if (auto locked = weak.lock()) {
      if (locked->sum() != 6) __builtin_trap();
    }
  });
  node.reset();
  a.join();
  b.join();
  return weak.expired() ? 0 : 1;
}
