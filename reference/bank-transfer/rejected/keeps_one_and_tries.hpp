// expect: check=every-transfer-ends kind=livelock
// Keeps the first lock and tries for the second until it works: two transfers in opposite directions try for ever.
#pragma once

#include <mutex>
#include <thread>

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
  while (!to.mutex_.try_lock()) {  // <- here
    std::this_thread::yield();     // <- here
  }
  std::lock_guard second(to.mutex_, std::adopt_lock);
  if (from.balance_ < amount) return;
  from.balance_ -= amount;
  to.balance_ += amount;
}
