// The record of a schedule as short text: base64url digits over variable-length numbers.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

namespace threadmark::trace {

/// One choice that is not the ordinary one (going on with the same task, or value 0): when task `from` stands at its
/// tick `tick`, `to` goes on in the way `how`, or a value is chosen for `from`. Tasks count from 0 here.
struct Choice {
  std::uint64_t tick = 0;
  std::uint16_t from = 0;
  std::uint16_t to = 0;
  std::uint8_t how = 0;
  bool is_value = false;
  std::uint16_t value = 0;

  bool operator==(const Choice&) const = default;
};

/// The text of a schedule without any choice.
inline constexpr std::string_view no_choices = ".";

/// Writes the choices (of this or the engine's type); how many characters, or 0 when they do not fit.
template <class AnyChoice>
std::size_t write_choices(std::span<const AnyChoice> choices, std::span<char> text);
/// Reads them back; how many, or −1 when the text is no list of choices or too long for `choices`.
template <class AnyChoice>
std::ptrdiff_t read_choices(std::string_view text, std::span<AnyChoice> choices);

namespace choices_detail {

inline constexpr std::string_view digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
inline constexpr std::size_t remembered_tasks = 256;
inline constexpr std::uint64_t how_count = 4;

// The last tick of each task (of tasks that share a slot, of any of them: writer and reader do the same).
class LastTicks {
 public:
  std::uint64_t& of(std::uint16_t task) { return ticks_[task % remembered_tasks]; }

 private:
  std::array<std::uint64_t, remembered_tasks> ticks_{};
};

class TextWriter {
 public:
  explicit TextWriter(std::span<char> text) : text_(text) {}

  // Five bits in each character; the sixth says that more follow.
  void number(std::uint64_t value) {
    do {
      const std::uint64_t low = value % 32;
      value /= 32;
      put(digits[low | (value != 0 ? 32 : 0)]);
    } while (value != 0);
  }
  void put(char character) {
    if (used_ < text_.size()) text_[used_] = character;
    ++used_;
  }
  std::size_t size() const { return used_ <= text_.size() ? used_ : 0; }

 private:
  std::span<char> text_;
  std::size_t used_ = 0;
};

class TextReader {
 public:
  explicit TextReader(std::string_view text) : text_(text) {}

  bool number(std::uint64_t& value) {
    value = 0;
    for (int shift = 0; shift < 60; shift += 5) {
      if (text_.empty()) return false;
      const std::size_t digit = digits.find(text_.front());
      if (digit == std::string_view::npos) return false;
      text_.remove_prefix(1);
      value |= std::uint64_t{digit % 32} << shift;
      if (digit < 32) return true;
    }
    return false;
  }
  bool empty() const { return text_.empty(); }

 private:
  std::string_view text_;
};

// Signed distances as unsigned numbers: 0, −1, 1, −2 …
inline std::uint64_t folded(std::int64_t value) {
  return (static_cast<std::uint64_t>(value) << 1) ^ static_cast<std::uint64_t>(value >> 63);
}
inline std::int64_t unfolded(std::uint64_t value) {
  return static_cast<std::int64_t>(value >> 1) ^ -static_cast<std::int64_t>(value & 1);
}

template <class AnyChoice>
bool read_choice(TextReader& reader, LastTicks& last, std::uint16_t& from_before, AnyChoice& choice) {
  std::uint64_t from = 0;
  std::uint64_t distance = 0;
  std::uint64_t what = 0;
  if (!reader.number(from) || !reader.number(distance) || !reader.number(what)) return false;
  const std::int64_t from_task = std::int64_t{from_before} + unfolded(from);
  if (from_task < 0 || from_task > 0xFFFF) return false;
  choice = AnyChoice{};
  choice.from = static_cast<std::uint16_t>(from_task);
  choice.tick = last.of(choice.from) += static_cast<std::uint64_t>(unfolded(distance));
  if (what % (how_count + 1) == how_count) {
    choice.is_value = true;
    choice.to = choice.from;
    choice.value = static_cast<std::uint16_t>(what / (how_count + 1));
    from_before = choice.from;
  } else {
    choice.how = static_cast<decltype(choice.how)>(what % (how_count + 1));
    choice.to = static_cast<std::uint16_t>(what / (how_count + 1));
    from_before = choice.to;
  }
  return true;
}

}  // namespace choices_detail

template <class AnyChoice>
std::size_t write_choices(std::span<const AnyChoice> choices, std::span<char> text) {
  using namespace choices_detail;
  TextWriter writer(text);
  LastTicks last;
  std::uint16_t from_before = 0;
  if (choices.empty()) writer.put(no_choices.front());
  for (const AnyChoice& choice : choices) {
    writer.number(folded(std::int64_t{choice.from} - from_before));
    writer.number(folded(static_cast<std::int64_t>(choice.tick - last.of(choice.from))));
    last.of(choice.from) = choice.tick;
    if (choice.is_value) {
      writer.number(choice.value * (how_count + 1) + how_count);
      from_before = choice.from;
    } else {
      writer.number(choice.to * (how_count + 1) + static_cast<std::uint64_t>(choice.how));
      from_before = choice.to;
    }
  }
  return writer.size();
}

template <class AnyChoice>
std::ptrdiff_t read_choices(std::string_view text, std::span<AnyChoice> choices) {
  if (text == no_choices) return 0;
  using namespace choices_detail;
  TextReader reader(text);
  LastTicks last;
  std::uint16_t from_before = 0;
  std::size_t count = 0;
  while (!reader.empty()) {
    if (count == choices.size() || !read_choice(reader, last, from_before, choices[count])) return -1;
    ++count;
  }
  return count == 0 ? -1 : static_cast<std::ptrdiff_t>(count);
}

}  // namespace threadmark::trace
