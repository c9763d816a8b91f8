// One object, however many threads ask for it first. Make it so: the comments say what is missing.
#pragma once

// struct SlowInit is there already when this file is included; its constructor takes its time.
class Config : SlowInit {
 public:
  // TODO: construct the one object at the first call, and give that one to everybody. Who else may be asking just now?
  static Config& instance() {
    Config* made_again = new Config;
    return *made_again;
  }

  // TODO: something that is not zero, and that only a finished object has.
  int id() const { return id_; }

  // TODO: how many objects have been constructed. It may be asked at any time, by any thread.
  static int constructed() { return constructed_; }

  // TODO: how do you forbid copies?

 private:
  Config() { ++constructed_; }

  int id_ = 0;
  static inline int constructed_ = 0;
};
