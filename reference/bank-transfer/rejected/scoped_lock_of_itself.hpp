// expect: check=every-transfer-ends kind=livelock
// std::scoped_lock of two accounts that are the same one: it can never have both.
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
  std::scoped_lock lock(from.mutex_, to.mutex_);  // <- here
  if (from.balance_ < amount) return;
  from.balance_ -= amount;
  to.balance_ += amount;
}
