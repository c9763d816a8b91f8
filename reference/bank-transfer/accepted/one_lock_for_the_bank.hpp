// One lock for the whole bank: readers share it, a transfer has it alone.
#pragma once

#include <mutex>
#include <shared_mutex>

namespace bank {
inline std::shared_mutex doors;
}

class Account {
  int balance_;

 public:
  explicit Account(int balance) : balance_(balance) {}
  Account(Account const&) = delete;
  Account& operator=(Account const&) = delete;

  int balance() const {
    std::shared_lock<std::shared_mutex> lock(bank::doors);
    return balance_;
  }

  void change(int amount) { balance_ += amount; }
  bool can_pay(int amount) const { return balance_ >= amount; }
};

inline void transfer(Account& from, Account& to, int amount) {
  std::unique_lock<std::shared_mutex> lock(bank::doors);
  if (from.can_pay(amount)) {
    from.change(-amount);
    to.change(amount);
  }
}
