// The reference: std::scoped_lock takes both locks together, without deadlock.
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
  std::scoped_lock lock(from.mutex_, to.mutex_);
  if (from.balance_ < amount) return;
  from.balance_ -= amount;
  to.balance_ += amount;
}
