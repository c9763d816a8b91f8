// expect: check=sum-kept kind=invariant-violation
// Atomic balances, but read and written in two steps: what another transfer did in between is lost.
#pragma once

#include <atomic>

class Account {
 public:
  explicit Account(int balance) : balance_(balance) {}
  Account(const Account&) = delete;
  Account& operator=(const Account&) = delete;

  int balance() const { return balance_; }

 private:
  friend void transfer(Account& from, Account& to, int amount);

  std::atomic<int> balance_;
};

inline void transfer(Account& from, Account& to, int amount) {
  if (&from == &to) return;
  if (from.balance_ < amount) return;
  to.balance_ = to.balance_ + amount;
  from.balance_ = from.balance_ - amount;
}
