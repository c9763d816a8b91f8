// expect: check=no-data-race kind=data-race
// balance() only reads, and so does without the lock.
#pragma once

#include <mutex>

class Account {
 public:
  explicit Account(int balance) : balance_(balance) {}
  Account(const Account&) = delete;
  Account& operator=(const Account&) = delete;

  int balance() const {
    return balance_;  // <- here
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
  from.balance_ -= amount;  // <- here
  to.balance_ += amount;    // <- here
}
