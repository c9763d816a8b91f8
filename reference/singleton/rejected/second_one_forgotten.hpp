// expect: check=no-leak kind=leak
// expect: check=one-construction kind=invariant-violation
// Everybody makes an object, the quickest wins, and the others forget theirs.
#pragma once

#include <atomic>

class Config : SlowInit {
 public:
  static Config& instance() {
    if (config_.load() == nullptr) {
      Config* expected = nullptr;
      Config* mine = new Config;  // <- here: no-leak
      config_.compare_exchange_strong(expected, mine);
    }
    return *config_.load();
  }

  int id() const { return id_; }
  static int constructed() { return constructed_; }

  Config(const Config&) = delete;
  Config& operator=(const Config&) = delete;

 private:
  Config() : id_(42) { ++constructed_; }

  int id_;
  static inline std::atomic<Config*> config_{nullptr};
  static inline std::atomic<int> constructed_{0};
};
