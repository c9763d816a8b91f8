// expect: check=no-data-race kind=data-race
// The object is safe, the counter is not: it may be read while the constructor counts.
#pragma once

class Config : SlowInit {
 public:
  static Config& instance() {
    static Config config;
    return config;
  }

  int id() const { return id_; }
  static int constructed() { return constructed_; }  // <- here

  Config(const Config&) = delete;
  Config& operator=(const Config&) = delete;

 private:
  Config() : id_(42) { ++constructed_; }  // <- here

  int id_;
  static inline int constructed_ = 0;
};
