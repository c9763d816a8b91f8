// Choices ↔ text. Ticks are written as the distance to the last choice of the same task: short schedules give short
// text.
#include "harness/explorer/choices_text.hpp"

#include <array>

namespace threadmark::explorer {
namespace {

constexpr std::string_view digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
constexpr std::size_t remembered_tasks = 256;
constexpr std::uint64_t how_count = 4;

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
std::uint64_t folded(std::int64_t value) {
  return (static_cast<std::uint64_t>(value) << 1) ^ static_cast<std::uint64_t>(value >> 63);
}
std::int64_t unfolded(std::uint64_t value) {
  return static_cast<std::int64_t>(value >> 1) ^ -static_cast<std::int64_t>(value & 1);
}

bool read_choice(TextReader& reader, LastTicks& last, std::uint16_t& from_before, engine::Choice& choice) {
  std::uint64_t from = 0;
  std::uint64_t distance = 0;
  std::uint64_t what = 0;
  if (!reader.number(from) || !reader.number(distance) || !reader.number(what)) return false;
  const std::int64_t from_task = std::int64_t{from_before} + unfolded(from);
  if (from_task < 0 || from_task > 0xFFFF) return false;
  choice = engine::Choice{};
  choice.from = static_cast<std::uint16_t>(from_task);
  choice.tick = last.of(choice.from) += static_cast<std::uint64_t>(unfolded(distance));
  if (what % (how_count + 1) == how_count) {
    choice.is_value = true;
    choice.to = choice.from;
    choice.value = static_cast<std::uint16_t>(what / (how_count + 1));
    from_before = choice.from;
  } else {
    choice.how = static_cast<engine::Wake>(what % (how_count + 1));
    choice.to = static_cast<std::uint16_t>(what / (how_count + 1));
    from_before = choice.to;
  }
  return true;
}

}  // namespace

std::size_t write_choices(std::span<const engine::Choice> choices, std::span<char> text) {
  TextWriter writer(text);
  LastTicks last;
  std::uint16_t from_before = 0;
  if (choices.empty()) writer.put('.');
  for (const engine::Choice& choice : choices) {
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

std::ptrdiff_t read_choices(std::string_view text, std::span<engine::Choice> choices) {
  if (text == ".") return 0;
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

}  // namespace threadmark::explorer
