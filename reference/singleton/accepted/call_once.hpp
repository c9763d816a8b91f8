// std::call_once makes the object, which the heap holds; the counter has a mutex of its own.
#pragma once

#include <memory>
#include <mutex>

class Config : SlowInit {
 public:
  static Config& instance() {
    std::call_once(made_, [] { config_.reset(new Config()); });
    return *config_;
  }

  int id() const { return id_; }

  static int constructed() {
    std::lock_guard<std::mutex> lock(count_mutex_);
    return count_;
  }

  Config(const Config&) = delete;
  void operator=(const Config&) = delete;

 private:
  Config() {
    std::lock_guard<std::mutex> lock(count_mutex_);
    id_ = 100 + ++count_;
  }

  int id_ = 0;
  static inline std::once_flag made_;
  static inline std::unique_ptr<Config> config_;
  static inline std::mutex count_mutex_;
  static inline int count_ = 0;

  friend struct std::default_delete<Config>;
  ~Config() = default;
};
