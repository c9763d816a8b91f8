// SHA-256 (FIPS 180-4), by which results name what they were made from.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace threadmark {

/// Takes bytes in pieces; `hex` ends it. Not for several threads at once.
class Sha256 {
 public:
  void add(std::string_view bytes);

  /// Adds the length, then the bytes, so that neighbouring pieces cannot be taken for one another.
  void add_piece(std::string_view bytes);

  /// The digest as 64 lower-case hexadecimal digits; nothing can be added after it.
  std::string hex();

 private:
  void block(const unsigned char* bytes);

  std::array<std::uint32_t, 8> state_{0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a,
                                      0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19};
  std::array<unsigned char, 64> buffer_{};
  std::size_t used_ = 0;
  std::uint64_t length_ = 0;
};

/// The digest of these bytes, in hexadecimal.
std::string sha256(std::string_view bytes);

}  // namespace threadmark
