// The value lives in a std::promise and a std::shared_future; only the callbacks are made by hand.
#pragma once

#include <functional>
#include <future>
#include <memory>
#include <mutex>
#include <queue>
#include <utility>

template <class T>
class Future {
 public:
  using Callback = std::function<void(Future)>;

  /// The callbacks in order, whether the result is there, and whether somebody is at work on them.
  struct Line {
    std::mutex mutex;
    std::queue<Callback> callbacks;
    bool open = false;
    bool busy = false;
  };

  Future(std::shared_future<T> result, std::shared_ptr<Line> line)
      : result_(std::move(result)), line_(std::move(line)) {}

  T get() { return result_.get(); }
  bool wait_for(std::chrono::milliseconds timeout) { return result_.wait_for(timeout) == std::future_status::ready; }

  void add_done_callback(Callback callback) {
    std::unique_lock lock(line_->mutex);
    line_->callbacks.push(std::move(callback));
    if (line_->open) work(lock);
  }

  void open() {
    std::unique_lock lock(line_->mutex);
    line_->open = true;
    work(lock);
  }

 private:
  void work(std::unique_lock<std::mutex>& lock) {
    if (std::exchange(line_->busy, true)) return;
    for (; !line_->callbacks.empty(); lock.lock()) {
      const Callback callback = std::move(line_->callbacks.front());
      line_->callbacks.pop();
      lock.unlock();
      try {
        callback(*this);
      } catch (...) {
      }
    }
    line_->busy = false;
  }

  std::shared_future<T> result_;
  std::shared_ptr<Line> line_;
};

template <class T>
class Promise {
 public:
  Promise() : future_(promise_.get_future().share(), std::make_shared<typename Future<T>::Line>()) {}
  Promise(Promise&&) = default;
  Promise& operator=(Promise&&) = default;

  Future<T> get_future() { return future_; }

  void set_value(T value) {
    promise_.set_value(std::move(value));
    future_.open();
  }

  void set_exception(std::exception_ptr error) {
    promise_.set_exception(error);
    future_.open();
  }

 private:
  std::promise<T> promise_;
  Future<T> future_;
};
