// A promise, its future, and callbacks for the moment when the value is there. The comments say what is missing.
#pragma once

#include <chrono>
#include <exception>
#include <functional>
#include <memory>
#include <optional>

/// What a promise and its futures share.
template <class T>
struct State {
  std::optional<T> value;
  std::exception_ptr error;
  // TODO: the callbacks that wait for their turn; and what the threads need to exclude each other and to wait.
};

template <class T>
class Future {
 public:
  explicit Future(std::shared_ptr<State<T>> state) : state_(state) {}

  T get() {
    // TODO: wait until there is a value or an error; return the one or throw the other, as often as asked.
    return T{};
  }

  bool wait_for(std::chrono::milliseconds timeout) {
    // TODO: wait at most that long. Is there a value or an error?
    static_cast<void>(timeout);
    return false;
  }

  void add_done_callback(std::function<void(Future<T>)> callback) {
    // TODO: is the result there already? Are others running just now? Whose turn is it? Which lock must you not hold?
    static_cast<void>(callback);
  }

 private:
  std::shared_ptr<State<T>> state_;
};

template <class T>
class Promise {
 public:
  Promise() : state_(std::make_shared<State<T>>()) {}

  // TODO: a promise can be moved, and one that is destroyed or assigned to before a value was set breaks.

  Future<T> get_future() { return Future<T>(state_); }

  void set_value(T value) {
    // TODO: only the first set succeeds. Wake whoever waits, then run the callbacks.
    state_->value = value;
  }

  void set_exception(std::exception_ptr error) {
    // TODO: the same with an error.
    state_->error = error;
  }

 private:
  std::shared_ptr<State<T>> state_;
};
