// Accounts and transfers between them, for many threads. Make it so: the comments say what is missing.
#pragma once

class Account {
 public:
  explicit Account(int balance) : balance_(balance) {}

  // TODO: other threads may be paying in or out just now.
  int balance() const { return balance_; }

  // TODO: how do you forbid copies? And what does an account need so that only one thread at a time changes it?

 private:
  friend void transfer(Account& from, Account& to, int amount);

  int balance_;
};

// TODO: all or nothing, for everybody who looks; whichever accounts the other threads are busy with.
inline void transfer(Account& from, Account& to, int amount) {
  from.balance_ -= amount;
  to.balance_ += amount;
}
