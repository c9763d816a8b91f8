// expect: check=no-data-race kind=data-race
// The pointer is atomic but relaxed: it says that there is an object, and nothing about what is in it.
#pragma once

#include <atomic>
#include <mutex>

class Config : SlowInit {
 public:
  static Config& instance() {
    Config* config = config_.load(std::memory_order_relaxed);
    if (config == nullptr) {
      std::lock_guard lock(mutex_);
      config = config_.load(std::memory_order_relaxed);
      if (config == nullptr) {
        config = new Config;  // <- here
        config_.store(config, std::memory_order_relaxed);
      }
    }
    return *config;
  }

  int id() const { return id_; }  // <- here
  static int constructed() { return constructed_; }

  Config(const Config&) = delete;
  Config& operator=(const Config&) = delete;

 private:
  Config() : id_(42) { ++constructed_; }  // <- here

  int id_;
  static inline std::atomic<Config*> config_{nullptr};
  static inline std::mutex mutex_;
  static inline std::atomic<int> constructed_{0};
};
