// Zwei Fäden zählen — 两个线程 — два потока 🧵
#include <iostream>
#include <thread>
int main() {
  int größe = 0, ψ = 0;
  std::thread первый([&] { for (int i = 1; i <= 5; ++i) größe += i; });
  std::thread 二([&] { for (int i = 6; i <= 10; ++i) ψ += i; });
  первый.join();
  二.join();
  std::cout << "sum " << größe + ψ << "\n";  // 完了 ✓
}
