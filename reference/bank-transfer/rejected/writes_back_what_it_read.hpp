// expect: check=self-transfer kind=test-failure
// Reads both balances, then writes both: from an account to itself, the second write wins and makes money.
#pragma once

#include <mutex>

inline std::mutex bank_;

class Account {
 public:
  explicit Account(int balance) : balance_(balance) {}
  Account(const Account&) = delete;
  Account& operator=(const Account&) = delete;

  int balance() const {
    std::lock_guard lock(bank_);
    return balance_;
  }

 private:
  friend void transfer(Account& from, Account& to, int amount);

  int balance_;
};

inline void transfer(Account& from, Account& to, int amount) {
  std::scoped_lock lock(bank_);
  const int had = from.balance_;
  const int has = to.balance_;
  if (had < amount) return;
  from.balance_ = had - amount;
  to.balance_ = has + amount;
}
