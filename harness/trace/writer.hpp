// Writes records into a buffer that all processes of a run share; without heap, and without anything of the student's
// program.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

#include "harness/trace/event.hpp"

namespace threadmark::trace {

/// The tails of a record: what Record counts.
struct Tails {
  std::span<const std::uint64_t> stack;
  std::span<const std::uint32_t> after;
  std::string_view text;
};

/// A buffer of records; lies itself in shared memory. Only the holder of the baton writes. What does not fit is dropped
/// from then on, and `overflowed` is set.
class RecordBuffer {
 public:
  /// The bytes must outlive the buffer, and be mapped at the same address in every process that writes.
  void open(std::byte* bytes, std::size_t capacity);
  void clear();
  /// Appends `record` with its tails (cut to what the format allows); fills in size and counts. Null when it did not
  /// fit. The result may still be changed (its fixed part) until the buffer is cleared.
  Record* append(Record record, const Tails& tails);

  std::span<const std::byte> bytes() const { return {bytes_, used_}; }
  bool overflowed() const { return overflowed_; }

 private:
  std::byte* bytes_ = nullptr;
  std::size_t capacity_ = 0;
  std::size_t used_ = 0;
  bool overflowed_ = false;
};

/// Digest of one observable record: everything that people could see of it, times rounded to milliseconds; steps,
/// addresses and stacks left out. Chains: start with `digest_start`.
inline constexpr std::uint64_t digest_start = 0xcbf29ce484222325;
std::uint64_t digest_of(std::uint64_t before, const Record& record, std::string_view text);

/// Builds the text of a finding or place, "id\0name\0value\0…", in a fixed buffer; what does not fit is left out.
class MessageText {
 public:
  explicit MessageText(std::string_view id) { put(id); }
  MessageText& add(std::string_view name, std::string_view value);
  MessageText& add(std::string_view name, std::int64_t value);
  std::string_view text() const { return {bytes_, used_}; }

 private:
  bool put(std::string_view word);

  char bytes_[2048];
  std::size_t used_ = 0;
};

}  // namespace threadmark::trace
