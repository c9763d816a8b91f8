// expect: check=not-copyable kind=test-failure
// One lock for all, and accounts that can be copied: money from nothing.
#pragma once

#include <mutex>

class Account {
 public:
  explicit Account(int balance) : balance_(balance) {}

  int balance() const {
    std::lock_guard lock(mutex_);
    return balance_;
  }

 private:
  friend void transfer(Account& from, Account& to, int amount);

  static inline std::mutex mutex_;
  int balance_;
};

inline void transfer(Account& from, Account& to, int amount) {
  if (&from == &to) return;
  std::lock_guard lock(Account::mutex_);
  if (from.balance_ < amount) return;
  from.balance_ -= amount;
  to.balance_ += amount;
}
