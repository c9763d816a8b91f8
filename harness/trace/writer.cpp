// Appending to the buffer of a run, and the digest of what can be seen from outside.
#include "harness/trace/writer.hpp"

#include <algorithm>
#include <cstring>

namespace threadmark::trace {
namespace {

std::uint64_t mix(std::uint64_t digest, std::uint64_t word) {
  digest ^= word;
  digest *= 0x9E3779B97F4A7C15;
  return digest ^ (digest >> 29);
}

}  // namespace

void RecordBuffer::open(std::byte* bytes, std::size_t capacity) {
  bytes_ = bytes;
  capacity_ = capacity;
  clear();
}

void RecordBuffer::clear() {
  used_ = 0;
  overflowed_ = false;
}

Record* RecordBuffer::append(Record record, const Tails& tails) {
  const std::size_t stack = std::min(tails.stack.size(), max_stack);
  const std::size_t after = std::min(tails.after.size(), max_after);
  const std::size_t text = std::min(tails.text.size(), max_text);
  const std::size_t plain = sizeof(Record) + stack * sizeof(std::uint64_t) + after * sizeof(std::uint32_t) + text;
  const std::size_t size = (plain + 7) / 8 * 8;
  if (overflowed_ || size > capacity_ - used_) {
    overflowed_ = true;
    return nullptr;
  }
  record.size = static_cast<std::uint32_t>(size);
  record.stack_count = static_cast<std::uint16_t>(stack);
  record.after_count = static_cast<std::uint16_t>(after);
  record.text_size = static_cast<std::uint32_t>(text);
  std::byte* const start = bytes_ + used_;
  std::byte* to = start;
  const auto put = [&to](const void* from, std::size_t count) {
    if (count > 0) std::memcpy(to, from, count);
    to += count;
  };
  put(&record, sizeof record);
  put(tails.stack.data(), stack * sizeof(std::uint64_t));
  put(tails.after.data(), after * sizeof(std::uint32_t));
  put(tails.text.data(), text);
  std::memset(to, 0, size - plain);
  used_ += size;
  return reinterpret_cast<Record*>(start);
}

std::uint64_t digest_of(std::uint64_t before, const Record& record, std::string_view text) {
  constexpr std::int64_t half_ms = 500'000;
  std::uint64_t digest = mix(before, static_cast<std::uint64_t>(record.kind) | std::uint64_t{record.op} << 16 |
                                         std::uint64_t{record.task} << 32 | std::uint64_t{record.process} << 48);
  digest = mix(digest, static_cast<std::uint64_t>((record.time_ns + half_ms) / (2 * half_ms)));
  digest = mix(digest, static_cast<std::uint64_t>(record.value));
  digest = mix(digest, static_cast<std::uint64_t>(record.other));
  digest = mix(digest, text.size());
  while (!text.empty()) {
    std::uint64_t word = 0;
    const std::size_t size = std::min(text.size(), sizeof word);
    std::memcpy(&word, text.data(), size);
    digest = mix(digest, word);
    text.remove_prefix(size);
  }
  return digest;
}

bool MessageText::put(std::string_view word) {
  if (word.size() + 1 > sizeof bytes_ - used_) return false;
  if (!word.empty()) std::memcpy(bytes_ + used_, word.data(), word.size());
  used_ += word.size();
  bytes_[used_++] = '\0';
  return true;
}

MessageText& MessageText::add(std::string_view name, std::string_view value) {
  const std::size_t before = used_;
  if (!put(name) || !put(value)) used_ = before;
  return *this;
}

MessageText& MessageText::add(std::string_view name, std::int64_t value) {
  char digits[24];
  std::size_t at = sizeof digits;
  std::uint64_t rest = value < 0 ? ~static_cast<std::uint64_t>(value) + 1 : static_cast<std::uint64_t>(value);
  do {
    digits[--at] = static_cast<char>('0' + rest % 10);
    rest /= 10;
  } while (rest != 0);
  if (value < 0) digits[--at] = '-';
  return add(name, std::string_view(digits + at, sizeof digits - at));
}

}  // namespace threadmark::trace
