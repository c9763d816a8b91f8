// Zähler — счётчик
#pragma once
#include <mutex>
#include <shared_mutex>
namespace détail {
template <class T> struct Held { mutable std::shared_mutex mütex; T wert{}; };
}
class Counter : détail::Held<int> {
 public:
  void add(int n) { std::unique_lock schloss(mütex); wert += n; }
  int value() const { std::shared_lock schloss(mütex); return wert; }
};
