// A late callback is run by the thread that registers it, which waits until those before it have run. Errors of
// callbacks come out of the call that ran them, after the others.
#pragma once

#include <chrono>
#include <condition_variable>
#include <exception>
#include <functional>
#include <list>
#include <memory>
#include <mutex>
#include <stdexcept>
#include <thread>
#include <variant>

template <class T>
class Future {
 public:
  using Callback = std::function<void(Future<T>)>;

  T get() const {
    std::unique_lock<std::mutex> lock(shared_->mutex);
    while (shared_->result.index() == 0)
      shared_->changed.wait(lock);
    if (const auto* error = std::get_if<2>(&shared_->result)) std::rethrow_exception(*error);
    return std::get<1>(shared_->result);
  }

  bool wait_for(std::chrono::milliseconds timeout) const {
    const auto deadline = std::chrono::steady_clock::now() + timeout;
    std::unique_lock<std::mutex> lock(shared_->mutex);
    while (shared_->result.index() == 0) {
      if (shared_->changed.wait_until(lock, deadline) == std::cv_status::timeout) break;
    }
    return shared_->result.index() != 0;
  }

  void add_done_callback(Callback callback) {
    std::unique_lock<std::mutex> lock(shared_->mutex);
    if (shared_->result.index() == 0 || shared_->runner == std::this_thread::get_id()) {
      shared_->waiting.push_back(callback);
      return;
    }
    // Wait for a turn: first come, first served.
    const unsigned long ticket = shared_->next_ticket++;
    while (shared_->serving != ticket)
      shared_->changed.wait(lock);
    shared_->waiting.push_back(callback);
    take_turn(lock);
  }

 private:
  template <class>
  friend class Promise;

  struct Shared {
    std::mutex mutex;
    std::condition_variable changed;
    std::variant<std::monostate, T, std::exception_ptr> result;
    std::list<Callback> waiting;
    std::thread::id runner;
    unsigned long next_ticket = 1;  // 0 is that of whoever completes the future
    unsigned long serving = 0;
  };

  explicit Future(std::shared_ptr<Shared> shared) : shared_(shared) {}

  template <std::size_t Index, class Result>
  void complete(Result result) {
    std::unique_lock<std::mutex> lock(shared_->mutex);
    if (shared_->result.index() != 0) throw std::logic_error("already set");
    shared_->result.template emplace<Index>(std::move(result));
    shared_->changed.notify_all();
    take_turn(lock);
  }

  bool is_complete() const {
    std::unique_lock<std::mutex> lock(shared_->mutex);
    return shared_->result.index() != 0;
  }

  void take_turn(std::unique_lock<std::mutex>& lock) {
    std::exception_ptr first_error;
    shared_->runner = std::this_thread::get_id();
    while (!shared_->waiting.empty()) {
      std::list<Callback> one;
      one.splice(one.begin(), shared_->waiting, shared_->waiting.begin());
      lock.unlock();
      try {
        one.front()(*this);
      } catch (...) {
        if (!first_error) first_error = std::current_exception();
      }
      one.clear();
      lock.lock();
    }
    shared_->runner = {};
    ++shared_->serving;
    shared_->changed.notify_all();
    lock.unlock();
    if (first_error) std::rethrow_exception(first_error);
  }

  std::shared_ptr<Shared> shared_;
};

template <class T>
class Promise {
  using Shared = typename Future<T>::Shared;
  std::shared_ptr<Shared> shared_ = std::make_shared<Shared>();

  void give_up() noexcept {
    if (!shared_) return;
    try {
      Future<T> future(shared_);
      if (!future.is_complete()) {
        future.template complete<2>(std::make_exception_ptr(std::runtime_error("broken promise")));
      }
    } catch (...) {
    }
  }

 public:
  Promise() = default;
  Promise(Promise&& other) noexcept : shared_(std::move(other.shared_)) {}
  Promise& operator=(Promise&& other) noexcept {
    Promise old(std::move(*this));
    shared_ = std::move(other.shared_);
    return *this;
  }
  ~Promise() { give_up(); }

  Future<T> get_future() { return Future<T>(shared_); }
  void set_value(T value) { Future<T>(shared_).template complete<1>(std::move(value)); }
  void set_exception(std::exception_ptr error) { Future<T>(shared_).template complete<2>(std::move(error)); }
};
