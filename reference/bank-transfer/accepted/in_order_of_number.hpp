// Every account has a number, and locks are taken in the order of the numbers.
#pragma once

#include <atomic>
#include <utility>

#include <pthread.h>

class Account {
 public:
  explicit Account(int balance) : money(balance) { pthread_mutex_init(&lock, nullptr); }
  ~Account() { pthread_mutex_destroy(&lock); }
  Account(const Account&) = delete;
  void operator=(const Account&) = delete;

  int balance() const {
    pthread_mutex_lock(&lock);
    int seen = money;
    pthread_mutex_unlock(&lock);
    return seen;
  }

  bool withdraw(int amount) {
    if (money < amount) return false;
    money -= amount;
    return true;
  }

  mutable pthread_mutex_t lock;
  const int number = next_number++;
  int money;

 private:
  static inline std::atomic<int> next_number{1};
};

inline void transfer(Account& from, Account& to, int amount) {
  Account* first = &from;
  Account* second = &to;
  if (second->number < first->number) std::swap(first, second);
  pthread_mutex_lock(&first->lock);
  if (first != second) pthread_mutex_lock(&second->lock);
  if (from.withdraw(amount)) to.money += amount;
  if (first != second) pthread_mutex_unlock(&second->lock);
  pthread_mutex_unlock(&first->lock);
}
