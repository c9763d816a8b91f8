// A small generator of pseudo-random numbers: the same seed gives the same numbers on every machine.
#pragma once

#include <cstdint>

namespace threadmark::schedulers {

/// splitmix64 (Steele, Lea, Flood, 2014).
class Random {
 public:
  explicit Random(std::uint64_t seed = 0) : state_(seed) {}

  std::uint64_t next() {
    state_ += 0x9E3779B97F4A7C15;
    std::uint64_t z = state_;
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
    return z ^ (z >> 31);
  }
  /// Below `bound` (which is not 0); evenly enough for bounds far below 2^32.
  std::uint32_t below(std::uint32_t bound) { return static_cast<std::uint32_t>((next() >> 32) * bound >> 32); }
  bool one_in(std::uint32_t n) { return below(n) == 0; }

 private:
  std::uint64_t state_;
};

/// A seed for the `index`-th thing of a family with that seed.
inline std::uint64_t derived_seed(std::uint64_t seed, std::uint64_t index) {
  Random random(seed ^ (index * 0xD1342543DE82EF95));
  random.next();
  return random.next();
}

}  // namespace threadmark::schedulers
