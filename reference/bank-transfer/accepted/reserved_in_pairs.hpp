// A transfer waits until both accounts are free, and then reserves both in one step: nobody ever holds just one.
#pragma once

#include <condition_variable>
#include <mutex>

class Account {
 public:
  explicit Account(int balance) : balance_(balance) {}
  Account(const Account&) = delete;
  Account& operator=(const Account&) = delete;

  int balance() const {
    std::unique_lock lock(desk_);
    freed_.wait(lock, [this] { return !reserved_; });
    return balance_;
  }

 private:
  friend void transfer(Account& from, Account& to, int amount) {
    {
      std::unique_lock lock(desk_);
      freed_.wait(lock, [&] { return !from.reserved_ && !to.reserved_; });
      from.reserved_ = to.reserved_ = true;
    }
    // Both accounts are ours now, and the desk is free for others.
    if (from.balance_ >= amount) {
      from.balance_ -= amount;
      to.balance_ += amount;
    }
    {
      std::lock_guard lock(desk_);
      from.reserved_ = to.reserved_ = false;
    }
    freed_.notify_all();
  }

  static inline std::mutex desk_;
  static inline std::condition_variable freed_;
  int balance_;
  bool reserved_ = false;
};

void transfer(Account& from, Account& to, int amount);
