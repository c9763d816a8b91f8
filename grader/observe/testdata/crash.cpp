#include <thread>
struct Node { int value; Node* next; };
int sum(Node* n) { return n->value + sum(n->next); }
int main() { std::thread t([] { Node n{1, nullptr}; return sum(&n); }); t.join(); }
