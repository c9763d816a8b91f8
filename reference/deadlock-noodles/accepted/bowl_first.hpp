// One order for all: first the bowl, then the fork.
#pragma once

#include <functional>
#include <mutex>
#include <string>

struct Thing {
  std::mutex in_use;
};

class Table {
 public:
  void eat(const std::string& who, std::function<void()> bite) {
    const Meal meal(*this, who);
    bite();
  }

 private:
  class Meal {
   public:
    Meal(Table& table, const std::string& who) : who_(who), bowl_(table.bowl_.in_use), fork_(table.fork_.in_use) {}

   private:
    std::string who_;
    std::unique_lock<std::mutex> bowl_;
    std::unique_lock<std::mutex> fork_;
  };

  Thing bowl_;
  Thing fork_;
};
