// expect: check=no-data-race kind=data-race
// Double-checked locking on an ordinary pointer: the first look races with the one who makes the object.
#pragma once

#include <atomic>
#include <mutex>

class Config : SlowInit {
 public:
  static Config& instance() {
    if (config_ == nullptr) {  // <- here
      std::lock_guard lock(mutex_);
      if (config_ == nullptr) {
        config_ = new Config;  // <- here
      }
    }
    return *config_;  // <- here
  }

  int id() const { return id_; }  // <- here
  static int constructed() { return constructed_; }

  Config(const Config&) = delete;
  Config& operator=(const Config&) = delete;

 private:
  Config() : id_(42) { ++constructed_; }  // <- here

  int id_;
  static inline Config* config_ = nullptr;
  static inline std::mutex mutex_;
  static inline std::atomic<int> constructed_{0};
};
