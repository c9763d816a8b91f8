// Constructed before main begins, when there is nobody yet to race with.
#pragma once

class Config : SlowInit {
 public:
  static Config& instance();
  int id() const { return id_; }
  static int constructed() { return constructed_; }

  Config(const Config&) = delete;
  Config& operator=(const Config&) = delete;

 private:
  Config() : id_(2026) { ++constructed_; }

  int id_;
  static inline int constructed_ = 0;
  static Config the_only_one;
};

inline Config Config::the_only_one;

inline Config& Config::instance() {
  return the_only_one;
}
