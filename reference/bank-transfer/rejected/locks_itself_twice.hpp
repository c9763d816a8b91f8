// expect: check=every-transfer-ends kind=lock-misuse
// In order of the addresses, which is right for two accounts; from an account to itself the same lock is taken twice.
#pragma once

#include <functional>
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
  const bool from_first = std::less<Account*>()(&from, &to);
  std::lock_guard first(from_first ? from.mutex_ : to.mutex_);
  std::lock_guard second(from_first ? to.mutex_ : from.mutex_);  // <- here
  if (from.balance_ < amount) return;
  from.balance_ -= amount;
  to.balance_ += amount;
}
