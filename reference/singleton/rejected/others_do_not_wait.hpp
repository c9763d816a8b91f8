// expect: check=seen-complete kind=test-failure
// expect: check=no-data-race kind=data-race
// One claims the work; the others take the place where the object will be for the object.
#pragma once

#include <atomic>
#include <new>

class Config : SlowInit {
 public:
  static Config& instance() {
    if (!claimed_.exchange(true)) {
      new (place_) Config;  // <- here: no-data-race
    }
    return *reinterpret_cast<Config*>(place_);
  }

  int id() const { return id_; }  // <- here: no-data-race
  static int constructed() { return constructed_; }

  Config(const Config&) = delete;
  Config& operator=(const Config&) = delete;

 private:
  Config() {
    id_ = 42;  // <- here: no-data-race
    ++constructed_;
  }

  int id_;
  static inline std::atomic<bool> claimed_{false};
  static inline std::atomic<int> constructed_{0};
  alignas(8) static inline unsigned char place_[64];
};
