// Reads what a program under the controlled runtime sends: frames, runs and records; trusts no byte of it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

#include "harness/trace/event.hpp"
#include "harness/trace/protocol.hpp"

namespace threadmark::trace {

/// One whole frame; `body` is valid until the next call of the FrameReader.
struct Frame {
  FrameKind kind = FrameKind::hello;
  std::span<const std::byte> body;
};

/// Cuts a stream of bytes, fed as it arrives, into frames. After `broken` nothing more comes out.
class FrameReader {
 public:
  enum class State { frame, incomplete, broken };

  void feed(std::span<const std::byte> bytes);
  /// The next frame if it is complete.
  State next(Frame& frame);
  /// Bytes that were fed and are not part of a frame given out yet.
  std::size_t pending() const { return buffer_.size() - start_; }

 private:
  std::vector<std::byte> buffer_;
  std::size_t start_ = 0;
  bool broken_ = false;
};

/// One record; refers to the bytes that it was read from.
class RecordView : public Record {
 public:
  /// Program counters, innermost first.
  std::uint64_t stack(std::size_t index) const;
  /// Numbers of the steps that had to come first.
  std::uint32_t after(std::size_t index) const;
  std::string_view text() const;

 private:
  friend class RecordReader;
  const std::byte* tail_ = nullptr;
};

/// Walks over records. Stops for good at the first that is not well formed.
class RecordReader {
 public:
  explicit RecordReader(std::span<const std::byte> bytes) : bytes_(bytes) {}
  /// False at the end and when the rest is not well formed.
  bool next(RecordView& record);
  bool broken() const { return broken_; }

 private:
  std::span<const std::byte> bytes_;
  bool broken_ = false;
};

/// A `run` frame's body.
struct RunView {
  RunHeader header;
  std::string_view strategy;
  std::string_view choices;
  std::span<const std::byte> records;
};

/// Nothing when the body is not a well-formed run. Its records are not looked at.
std::optional<RunView> read_run(std::span<const std::byte> body);
std::optional<HelloBody> read_hello(std::span<const std::byte> body);
std::optional<DoneBody> read_done(std::span<const std::byte> body);

/// The words of a finding's or place's text: message id, then arguments by name, in the order written.
struct MessageView {
  std::string_view id;
  std::vector<std::pair<std::string_view, std::string_view>> args;
};
MessageView read_message(std::string_view text);

/// Cuts "first\0rest" (records assertion and file_state); rest is empty when there is no zero byte.
std::pair<std::string_view, std::string_view> cut_at_zero(std::string_view text);

}  // namespace threadmark::trace
