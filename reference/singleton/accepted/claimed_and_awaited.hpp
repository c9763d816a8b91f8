// The first one claims the work with an atomic; the others wait on it until it is done.
#pragma once

#include <atomic>
#include <new>

class Config : SlowInit {
 public:
  static Config& instance() {
    State seen = State::nothing;
    if (state_.compare_exchange_strong(seen, State::in_the_making)) {
      new (place_) Config;
      state_.store(State::ready);
      state_.notify_all();
    } else {
      while (seen != State::ready) {
        state_.wait(State::in_the_making);
        seen = state_.load();
      }
    }
    return *std::launder(reinterpret_cast<Config*>(place_));
  }

  int id() const { return id_; }
  static int constructed() { return constructed_.load(); }

  Config(const Config&) = delete;
  Config& operator=(const Config&) = delete;

 private:
  enum class State { nothing, in_the_making, ready };

  Config() : id_(1) { constructed_.fetch_add(1); }

  int id_;
  static inline std::atomic<State> state_{State::nothing};
  static inline std::atomic<int> constructed_{0};
  alignas(8) static inline unsigned char place_[64];
};
