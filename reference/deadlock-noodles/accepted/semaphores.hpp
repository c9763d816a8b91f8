// Bowl and fork are semaphores, put back by destructors in the order opposite to taking.
#pragma once

#include <functional>
#include <string>

#include <semaphore.h>

class Table {
  class Utensil {
   public:
    Utensil() { sem_init(&free_, 0, 1); }
    ~Utensil() { sem_destroy(&free_); }
    Utensil(const Utensil&) = delete;
    Utensil& operator=(const Utensil&) = delete;
    void take() {
      while (sem_wait(&free_) == -1) {
      }
    }
    void put_back() { sem_post(&free_); }

   private:
    sem_t free_;
  };

  struct Hand {
    explicit Hand(Utensil& utensil) : held(utensil) { held.take(); }
    ~Hand() { held.put_back(); }
    Utensil& held;
  };

 public:
  void eat(const std::string& /*who*/, std::function<void()> bite) {
    Hand right(fork_);
    Hand left(bowl_);
    bite();
  }

 private:
  Utensil bowl_;
  Utensil fork_;
};
