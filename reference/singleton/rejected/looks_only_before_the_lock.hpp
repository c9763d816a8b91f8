// expect: check=one-construction kind=invariant-violation
// The question is asked before the lock and not again behind it: whoever waited for the lock makes another object.
#pragma once

#include <atomic>
#include <mutex>

class Config : SlowInit {
 public:
  static Config& instance() {
    if (config_.load() == nullptr) {
      std::lock_guard lock(mutex_);
      config_.store(new Config);
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
  static inline std::mutex mutex_;
  static inline std::atomic<int> constructed_{0};
};
