// expect: check=no-data-race kind=data-race
// expect: check=one-construction kind=invariant-violation
// Asks and makes without a lock: two who ask at once both find nothing.
#pragma once

#include <atomic>

class Config : SlowInit {
 public:
  static Config& instance() {
    if (config_ == nullptr) {  // <- here: no-data-race
      config_ = new Config;    // <- here: no-data-race
    }
    return *config_;  // <- here: no-data-race
  }

  int id() const { return id_; }  // <- here: no-data-race
  static int constructed() { return constructed_; }

  Config(const Config&) = delete;
  Config& operator=(const Config&) = delete;

 private:
  Config() : id_(42) { ++constructed_; }  // <- here: no-data-race

  int id_;
  static inline Config* config_ = nullptr;
  static inline std::atomic<int> constructed_{0};
};
