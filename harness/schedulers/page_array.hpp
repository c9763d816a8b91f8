// A growing array in pages of its own: for the fork server, which must not use the student's heap.
#pragma once

#include <cstddef>
#include <cstdint>
#include <type_traits>

#include <sys/mman.h>
#include <sys/syscall.h>

#include "harness/engine/raw_syscall.hpp"

namespace threadmark::schedulers {

/// Reserves room for `capacity` elements on first use and touches only what is used. Elements are trivial and begin as
/// zeroes. Children of a fork do not have it (a smaller page table to copy), unless it is shared.
template <class T>
class PageArray {
  static_assert(std::is_trivially_copyable_v<T>);

 public:
  enum class Visible { here_only, in_children };

  constexpr explicit PageArray(std::size_t capacity, Visible visible = Visible::here_only)
      : capacity_(capacity), visible_(visible) {}
  PageArray(const PageArray&) = delete;
  PageArray& operator=(const PageArray&) = delete;

  /// False when it is full; nothing is added then.
  bool push_back(const T& value) {
    if (size_ == capacity_) return false;
    reserve();
    data_[size_++] = value;
    return true;
  }
  void pop_back() { --size_; }
  /// New elements are zeroes, or what was there before a shrink.
  void resize(std::size_t size) {
    reserve();
    size_ = size < capacity_ ? size : capacity_;
  }
  void clear() { size_ = 0; }

  T& operator[](std::size_t index) { return data_[index]; }
  const T& operator[](std::size_t index) const { return data_[index]; }
  T& back() { return data_[size_ - 1]; }
  T* begin() { return data_; }
  T* end() { return data_ + size_; }
  const T* begin() const { return data_; }
  const T* end() const { return data_ + size_; }
  std::size_t size() const { return size_; }
  std::size_t capacity() const { return capacity_; }
  bool empty() const { return size_ == 0; }

  /// Makes the room, so that data() is valid before the first element.
  void reserve() {
    if (data_ != nullptr) return;
    const int flags = (visible_ == Visible::in_children ? MAP_SHARED : MAP_PRIVATE) | MAP_ANONYMOUS | MAP_NORESERVE;
    const std::size_t bytes = capacity_ * sizeof(T);
    const long address =
        engine::raw_syscall(SYS_mmap, 0, static_cast<long>(bytes), PROT_READ | PROT_WRITE, flags, -1, 0);
    if (address < 0 && address > -4096) engine::die("no memory for the explorer");
    if (visible_ == Visible::here_only)
      engine::raw_syscall(SYS_madvise, address, static_cast<long>(bytes), MADV_DONTFORK);
    data_ = reinterpret_cast<T*>(address);
  }
  T* data() { return data_; }

 private:
  T* data_ = nullptr;
  std::size_t size_ = 0;
  std::size_t capacity_;
  Visible visible_;
};

}  // namespace threadmark::schedulers
