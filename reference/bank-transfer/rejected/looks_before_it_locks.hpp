// expect: check=amounts kind=test-failure
// Whether the money is there is asked before the locks are taken: two transfers spend the same money.
#pragma once

#include <mutex>

class Account {
 public:
  explicit Account(int balance) : balance_(balance) {}
  Account(const Account&) = delete;
  Account& operator=(const Account&) = delete;

  int balance() const {
    std::lock_guard lock(mutex_);
    return balance_;
  }

 private:
  friend void transfer(Account& from, Account& to, int amount);

  mutable std::mutex mutex_;
  int balance_;
};

inline void transfer(Account& from, Account& to, int amount) {
  if (&from == &to) return;
  if (from.balance() < amount) return;
  std::scoped_lock lock(from.mutex_, to.mutex_);
  from.balance_ -= amount;
  to.balance_ += amount;
}
