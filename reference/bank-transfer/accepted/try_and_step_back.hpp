// Tries for the second lock, and when it is taken gives the first one back before it tries again.
#pragma once

#include <mutex>
#include <thread>

class Account {
 public:
  explicit Account(int balance) : balance_(balance) {}
  Account(const Account&) = delete;
  Account& operator=(const Account&) = delete;

  int balance() const {
    std::lock_guard<std::mutex> lock(mutex_);
    return balance_;
  }

  friend void transfer(Account& from, Account& to, int amount);

 private:
  int balance_;
  mutable std::mutex mutex_;
};

inline void transfer(Account& from, Account& to, int amount) {
  if (&from == &to) return;
  for (;;) {
    std::unique_lock<std::mutex> mine(from.mutex_);
    std::unique_lock<std::mutex> theirs(to.mutex_, std::try_to_lock);
    if (theirs) {
      if (amount <= from.balance_) {
        from.balance_ -= amount;
        to.balance_ += amount;
      }
      return;
    }
    mine.unlock();
    std::this_thread::yield();
  }
}
