// One trapped system call, and the table that says who answers it.
#pragma once

#include <array>
#include <cstdint>
#include <span>

#include <ucontext.h>

#include "harness/engine/raw_syscall.hpp"

namespace threadmark::hooks {

// A system call as the program made it. Handlers return what the kernel would: a value, or -errno.
struct Call {
  long number = 0;
  std::array<long, 6> arguments{};
  std::uintptr_t pc = 0;  // the student's instruction that led here, as far as it can be told; else the call's own
  ucontext_t* context = nullptr;  // the registers to return to; null when a hook calls a handler directly

  int descriptor(std::size_t index = 0) const noexcept { return static_cast<int>(arguments[index]); }
  template <class T>
  T* pointer(std::size_t index) const noexcept {
    return reinterpret_cast<T*>(static_cast<std::uintptr_t>(arguments[index]));
  }
  std::size_t size(std::size_t index) const noexcept { return static_cast<std::size_t>(arguments[index]); }
};

using Handler = long (*)(Call&);

// One row of a group's table (files.cpp, sockets.cpp, …): who answers which number.
struct Row {
  int number;
  Handler handler;
};

// The rows of each group; a number belongs to exactly one. What is in no table is refused with ENOSYS and recorded.
std::span<const Row> descriptor_rows() noexcept;
std::span<const Row> file_rows() noexcept;
std::span<const Row> lock_rows() noexcept;
std::span<const Row> socket_rows() noexcept;
std::span<const Row> poll_rows() noexcept;
std::span<const Row> process_rows() noexcept;
std::span<const Row> signal_rows() noexcept;
std::span<const Row> timer_rows() noexcept;
std::span<const Row> identity_rows() noexcept;
std::span<const Row> memory_rows() noexcept;
std::span<const Row> ipc_rows() noexcept;
std::span<const Row> plain_rows() noexcept;  // passed on as they are

// Fills the table from the rows; once, before the first trap. Aborts when two groups claim one number.
void fill_dispatch_table() noexcept;

// Answers one call.
long dispatch(Call& call) noexcept;

// Makes the call as it is.
inline long pass_on(Call& call) noexcept {
  const auto& a = call.arguments;
  return engine::raw_syscall(call.number, a[0], a[1], a[2], a[3], a[4], a[5]);
}

}  // namespace threadmark::hooks
