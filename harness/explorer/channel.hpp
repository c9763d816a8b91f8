// The two descriptors over which the fork server talks with the grader.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

#include "harness/trace/protocol.hpp"

namespace threadmark::explorer {

/// A list of pieces that make up a frame's body.
using Pieces = std::span<const std::span<const std::byte>>;

/// Belongs to the fork server; the processes of runs close it.
class Channel {
 public:
  /// Moves the two descriptors out of the program's way (high numbers, close-on-exec).
  void open(int commands, int answers);
  bool is_open() const { return answers_ >= 0; }
  /// In a run's process: nothing of it is left there.
  void forget();

  /// The next line without its newline, ended by a zero byte; null at the end of the commands or when a line is too
  /// long.
  char* read_line(std::size_t& size);
  /// False when nobody listens any more.
  bool send(trace::FrameKind kind, Pieces body);
  bool send(trace::FrameKind kind, std::span<const std::byte> body);

 private:
  bool write_all(std::span<const std::byte> bytes);

  static constexpr std::size_t longest_line = std::size_t{1} << 20;
  int commands_ = -1;
  int answers_ = -1;
  char* buffer_ = nullptr;
  std::size_t filled_ = 0;
  std::size_t given_ = 0;  ///< how much of the buffer the last line took
};

}  // namespace threadmark::explorer
