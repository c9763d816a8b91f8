// expect: check=never-missing kind=invariant-violation
// One lock after the other: in between the money is in neither account.
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
  {
    std::lock_guard lock(from.mutex_);
    if (from.balance_ < amount) return;
    from.balance_ -= amount;
  }
  std::lock_guard lock(to.mutex_);
  to.balance_ += amount;
}
