// expect: check=blocks kind=livelock
// Waits by looking at an atomic flag all the time.
#pragma once

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <deque>
#include <exception>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <stdexcept>
#include <thread>
#include <utility>

template <class T>
class Future;

template <class T>
class State : public std::enable_shared_from_this<State<T>> {
 public:
  using Callback = std::function<void(Future<T>)>;

  void complete(std::optional<T> value, std::exception_ptr error) {
    std::unique_lock lock(mutex_);
    if (ready_) throw std::logic_error("the promise has been kept already");
    value_ = std::move(value);
    error_ = error;
    ready_ = true;
    completed_.notify_all();
    run_callbacks(lock);
  }

  void break_promise() {
    std::unique_lock lock(mutex_);
    if (ready_) return;
    error_ = std::make_exception_ptr(std::runtime_error("the promise was broken"));
    ready_ = true;
    completed_.notify_all();
    run_callbacks(lock);
  }

  T get() {
    while (!ready_) {             // <- here
      std::this_thread::yield();  // <- here
    }
    std::unique_lock lock(mutex_);
    if (error_) std::rethrow_exception(error_);
    return *value_;
  }

  bool wait_for(std::chrono::milliseconds timeout) {
    std::unique_lock lock(mutex_);
    return completed_.wait_for(lock, timeout, [this] { return ready_.load(); });
  }

  void add(Callback callback) {
    std::unique_lock lock(mutex_);
    callbacks_.push_back(std::move(callback));
    if (ready_) run_callbacks(lock);
  }

 private:
  /// Runs what is there and what comes in meanwhile, each without the lock; nothing when somebody does so already.
  void run_callbacks(std::unique_lock<std::mutex>& lock) {
    if (running_) return;
    running_ = true;
    while (!callbacks_.empty()) {
      Callback callback = std::move(callbacks_.front());
      callbacks_.pop_front();
      lock.unlock();
      try {
        callback(Future<T>(this->shared_from_this()));
      } catch (...) {
        // It is the callback's own affair, and the next one's turn.
      }
      lock.lock();
    }
    running_ = false;
  }

  std::mutex mutex_;
  std::condition_variable completed_;
  std::atomic<bool> ready_ = false;
  bool running_ = false;
  std::optional<T> value_;
  std::exception_ptr error_;
  std::deque<Callback> callbacks_;
};

template <class T>
class Future {
 public:
  explicit Future(std::shared_ptr<State<T>> state) : state_(std::move(state)) {}

  T get() { return state_->get(); }
  bool wait_for(std::chrono::milliseconds timeout) { return state_->wait_for(timeout); }
  void add_done_callback(std::function<void(Future<T>)> callback) { state_->add(std::move(callback)); }

 private:
  std::shared_ptr<State<T>> state_;
};

template <class T>
class Promise {
 public:
  Promise() : state_(std::make_shared<State<T>>()) {}
  Promise(Promise&&) = default;

  Promise& operator=(Promise&& other) {
    if (this != &other) {
      if (state_) state_->break_promise();
      state_ = std::move(other.state_);
    }
    return *this;
  }

  ~Promise() {
    if (state_) state_->break_promise();
  }

  Future<T> get_future() { return Future<T>(state_); }
  void set_value(T value) { state_->complete(std::move(value), nullptr); }
  void set_exception(std::exception_ptr error) { state_->complete(std::nullopt, error); }

 private:
  std::shared_ptr<State<T>> state_;
};
