// Looks twice at an atomic pointer: once without the lock, with acquire order, and once behind it.
#pragma once

#include <atomic>
#include <mutex>

class Config : SlowInit {
 public:
  static Config& instance() {
    Config* config = config_.load(std::memory_order_acquire);
    if (config == nullptr) {
      std::lock_guard lock(mutex_);
      config = config_.load(std::memory_order_relaxed);
      if (config == nullptr) {
        config = new Config;
        config_.store(config, std::memory_order_release);
      }
    }
    return *config;
  }

  int id() const { return id_; }
  static int constructed() { return constructed_.load(std::memory_order_relaxed); }

  Config(const Config&) = delete;
  Config& operator=(const Config&) = delete;

 private:
  Config() {
    id_ = 7;
    constructed_.fetch_add(1, std::memory_order_relaxed);
  }

  int id_ = 0;
  static inline std::atomic<Config*> config_{nullptr};
  static inline std::mutex mutex_;
  static inline std::atomic<int> constructed_{0};
};
