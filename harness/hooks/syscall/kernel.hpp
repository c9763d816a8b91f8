// System calls of the hooks themselves, with pointers and integers taken as they come.
#pragma once

#include <cstddef>
#include <cstdint>
#include <type_traits>

#include "harness/engine/raw_syscall.hpp"

namespace threadmark::hooks {

template <class T>
long as_register(T value) noexcept {
  if constexpr (std::is_pointer_v<T>) {
    return static_cast<long>(reinterpret_cast<std::uintptr_t>(value));
  } else {
    return static_cast<long>(value);
  }
}
inline long as_register(std::nullptr_t) noexcept {
  return 0;
}

// kernel(SYS_close, 3): what the kernel answers, -errno on failure; never trapped.
template <class... Arguments>
long kernel(long number, Arguments... arguments) noexcept {
  static_assert(sizeof...(Arguments) <= 6);
  return engine::raw_syscall(number, as_register(arguments)...);
}

inline bool failed(long result) noexcept {
  return result < 0 && result >= -4095;
}

}  // namespace threadmark::hooks
