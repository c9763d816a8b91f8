// expect: check=every-transfer-ends kind=deadlock
// First the lock of `from`, then the lock of `to`: two transfers in opposite directions wait for each other.
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
  std::lock_guard first(from.mutex_);
  std::lock_guard second(to.mutex_);  // <- here
  if (from.balance_ < amount) return;
  from.balance_ -= amount;
  to.balance_ += amount;
}
