// Vector clocks over all tasks of a run, in shared state, growing as tasks come.
#pragma once

#include <cstdint>

namespace threadmark::engine {

using Epoch = std::uint32_t;

/// A handle to a clock in the shared pool; zero-initialised it is the clock that knows nothing. Copy with assign(), not
/// by value.
struct VectorClock {
  std::uint32_t block = 0;     ///< offset in the pool, in units of Epoch; 0: none
  std::uint16_t capacity = 0;  ///< entries
  std::uint16_t length = 0;    ///< entries in use; the rest count as 0

  Epoch at(std::uint32_t task) const;
  void set(std::uint32_t task, Epoch epoch);
  /// Pointwise maximum.
  void join(const VectorClock& other);
  void assign(const VectorClock& other);
  void clear() { length = 0; }
  bool empty() const { return length == 0; }
  /// Gives the block back to the pool.
  void release();
};

}  // namespace threadmark::engine
