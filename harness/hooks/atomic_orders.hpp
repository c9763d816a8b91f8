// What an atomic operation does to happens-before ([intro.races], [atomics.order], [atomics.fences]): release sequences
// are kept as one clock per location, relaxed accesses act through fences only.
#pragma once

#include <cstdint>

namespace threadmark::hooks {

/// A load of the current value of `address` with this order (the compiler's __ATOMIC_ constants).
void loaded(std::uint64_t address, int order);
/// A store: it begins a new release sequence, or ends the old one.
void stored(std::uint64_t address, int order);
/// A read-modify-write: it continues the release sequence that it reads from.
void modified(std::uint64_t address, int order);
void fenced(int order);

}  // namespace threadmark::hooks
