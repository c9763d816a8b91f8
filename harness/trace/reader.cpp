// Bounds checks of everything that comes from a student's process.
#include "harness/trace/reader.hpp"

#include <cstring>
#include <tuple>

namespace threadmark::trace {
namespace {

template <class T>
T load(const std::byte* from) {
  T value;
  std::memcpy(&value, from, sizeof value);
  return value;
}

std::string_view as_text(const std::byte* from, std::size_t size) {
  return {reinterpret_cast<const char*>(from), size};
}

constexpr std::size_t padded(std::size_t size) {
  return (size + 7) / 8 * 8;
}

bool known_kind(std::uint16_t kind) {
  return (kind > 0 && kind <= static_cast<std::uint16_t>(RecordKind::task)) ||
         kind == static_cast<std::uint16_t>(RecordKind::step) || kind == static_cast<std::uint16_t>(RecordKind::object);
}

// What `op` may be depends on the kind.
bool known_op(const Record& record) {
  switch (record.kind) {
    case RecordKind::finding:
      return record.op < finding_kind_count;
    case RecordKind::object:
      return record.op < object_kind_count;
    case RecordKind::step:
    case RecordKind::place:
      return record.op < step_op_count;
    default:
      return true;
  }
}

bool well_formed(const Record& record, std::size_t available) {
  if (record.size < sizeof(Record) || record.size > available || record.size % 8 != 0) return false;
  if (!known_kind(static_cast<std::uint16_t>(record.kind)) || !known_op(record)) return false;
  if (static_cast<std::uint8_t>(record.role) > static_cast<std::uint8_t>(Role::cycle)) return false;
  if (record.stack_count > max_stack || record.after_count > max_after || record.text_size > max_text) return false;
  const std::size_t tail =
      record.stack_count * sizeof(std::uint64_t) + record.after_count * sizeof(std::uint32_t) + record.text_size;
  return padded(sizeof(Record) + tail) == record.size;
}

template <class Body>
std::optional<Body> read_exactly(std::span<const std::byte> body) {
  if (body.size() != sizeof(Body)) return std::nullopt;
  return load<Body>(body.data());
}

}  // namespace

void FrameReader::feed(std::span<const std::byte> bytes) {
  if (broken_) return;
  if (start_ > 0 && start_ * 2 >= buffer_.size()) {
    buffer_.erase(buffer_.begin(), buffer_.begin() + static_cast<std::ptrdiff_t>(start_));
    start_ = 0;
  }
  buffer_.insert(buffer_.end(), bytes.begin(), bytes.end());
}

FrameReader::State FrameReader::next(Frame& frame) {
  if (broken_) return State::broken;
  if (pending() < sizeof(FrameHeader)) return State::incomplete;
  const auto header = load<FrameHeader>(buffer_.data() + start_);
  const auto kind = static_cast<std::uint32_t>(header.kind);
  if (header.magic != frame_magic || header.size > max_frame || kind < 1 ||
      kind > static_cast<std::uint32_t>(FrameKind::error)) {
    broken_ = true;
    return State::broken;
  }
  if (pending() - sizeof(FrameHeader) < header.size) return State::incomplete;
  frame.kind = header.kind;
  frame.body = std::span(buffer_).subspan(start_ + sizeof(FrameHeader), header.size);
  start_ += sizeof(FrameHeader) + header.size;
  return State::frame;
}

std::uint64_t RecordView::stack(std::size_t index) const {
  return index < stack_count ? load<std::uint64_t>(tail_ + index * sizeof(std::uint64_t)) : 0;
}

std::uint32_t RecordView::after(std::size_t index) const {
  if (index >= after_count) return 0;
  return load<std::uint32_t>(tail_ + stack_count * sizeof(std::uint64_t) + index * sizeof(std::uint32_t));
}

std::string_view RecordView::text() const {
  if (text_size == 0) return {};
  return as_text(tail_ + stack_count * sizeof(std::uint64_t) + after_count * sizeof(std::uint32_t), text_size);
}

bool RecordReader::next(RecordView& record) {
  if (broken_ || bytes_.empty()) return false;
  if (bytes_.size() < sizeof(Record)) {
    broken_ = true;
    return false;
  }
  static_cast<Record&>(record) = load<Record>(bytes_.data());
  if (!well_formed(record, bytes_.size())) {
    broken_ = true;
    return false;
  }
  record.tail_ = bytes_.data() + sizeof(Record);
  bytes_ = bytes_.subspan(record.size);
  return true;
}

std::optional<RunView> read_run(std::span<const std::byte> body) {
  if (body.size() < sizeof(RunHeader)) return std::nullopt;
  RunView run;
  run.header = load<RunHeader>(body.data());
  const RunHeader& header = run.header;
  if (static_cast<std::uint8_t>(header.end) > static_cast<std::uint8_t>(RunEnd::broken)) return std::nullopt;
  if (static_cast<std::uint8_t>(header.time) > static_cast<std::uint8_t>(TimeMode::any)) return std::nullopt;
  if (header.repeated > 1 || header.deviated > 1 || header.records_size > body.size()) return std::nullopt;
  const std::size_t names = std::size_t{header.strategy_size} + header.choices_size;
  if (padded(sizeof(RunHeader) + names) + header.records_size != body.size()) return std::nullopt;
  run.strategy = as_text(body.data() + sizeof(RunHeader), header.strategy_size);
  run.choices = as_text(body.data() + sizeof(RunHeader) + header.strategy_size, header.choices_size);
  run.records = body.subspan(padded(sizeof(RunHeader) + names));
  return run;
}

std::optional<HelloBody> read_hello(std::span<const std::byte> body) {
  return read_exactly<HelloBody>(body);
}

std::optional<DoneBody> read_done(std::span<const std::byte> body) {
  return read_exactly<DoneBody>(body);
}

std::pair<std::string_view, std::string_view> cut_at_zero(std::string_view text) {
  const std::size_t zero = text.find('\0');
  if (zero == std::string_view::npos) return {text, {}};
  return {text.substr(0, zero), text.substr(zero + 1)};
}

MessageView read_message(std::string_view text) {
  MessageView message;
  std::string_view rest;
  std::tie(message.id, rest) = cut_at_zero(text);
  while (!rest.empty()) {
    const auto [name, after_name] = cut_at_zero(rest);
    const auto [value, after_value] = cut_at_zero(after_name);
    message.args.emplace_back(name, value);
    rest = after_value;
  }
  return message;
}

}  // namespace threadmark::trace
