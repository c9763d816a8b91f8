// Simplest of all: every call takes the lock.
#pragma once

#include <pthread.h>

class Config : SlowInit {
 public:
  static Config& instance() {
    pthread_mutex_lock(&mutex_);
    if (!config_) config_ = new Config;
    Config& result = *config_;
    pthread_mutex_unlock(&mutex_);
    return result;
  }

  int id() const { return id_; }
  static int constructed() {
    pthread_mutex_lock(&mutex_);
    const int count = count_;
    pthread_mutex_unlock(&mutex_);
    return count;
  }

  Config(const Config&) = delete;

 private:
  Config() : id_(++count_) {}  // only ever called with the lock held

  int id_;
  static inline pthread_mutex_t mutex_ = PTHREAD_MUTEX_INITIALIZER;
  static inline Config* config_ = nullptr;
  static inline int count_ = 0;
};
