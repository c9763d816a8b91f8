// The reference: the language itself initialises a static local variable once, and lets the others wait.
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

  Config(const Config&) = delete;
  Config& operator=(const Config&) = delete;

 private:
  Config() : id_(42) { ++constructed_; }

  int id_;
  static inline std::atomic<int> constructed_{0};
};
