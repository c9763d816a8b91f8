// expect: check=not-copyable kind=test-failure
// Nobody forbids the copies.
#pragma once

#include <atomic>

class Config : SlowInit {
 public:
  static Config& instance() {
    static Config config;
    return config;
  }

  int id() const { return id_; }
  static int constructed() { return constructed_; }

 private:
  Config() : id_(42) { ++constructed_; }

  int id_;
  static inline std::atomic<int> constructed_{0};
};
