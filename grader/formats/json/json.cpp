// The wrapper over nlohmann-json: its parser's events build our tree, its serialiser writes numbers and strings.
#include "grader/formats/json/json.hpp"

#include <cmath>
#include <limits>

#include <nlohmann/json.hpp>

#include "grader/base/safe_text.hpp"

namespace threadmark::json {
namespace {

using Foreign = nlohmann::json;

/// A scalar as the library writes it. A string with characters that turn, hide or move text where it is looked at is
/// written in ASCII: the same string for whoever parses it.
std::string scalar_text(const Foreign& scalar) {
  std::string text = scalar.dump(-1, ' ', false, Foreign::error_handler_t::replace);
  if (!scalar.is_string() || terminal_safe(text) == text) return text;
  return scalar.dump(-1, ' ', true, Foreign::error_handler_t::replace);
}

void write_to(std::string& out, const Value& value, Layout layout, std::size_t level);

/// The place between two items: a newline with the indentation, or what one line needs.
void separate(std::string& out, Layout layout, std::size_t level) {
  if (layout == Layout::lines) out += "\n" + std::string(2 * level, ' ');
}

/// Items that hold only scalars stay on one line.
bool is_flat(const Value& value) {
  if (const Array* array = value.as_array()) {
    for (const Value& item : *array)
      if (item.as_array() != nullptr || item.as_object() != nullptr) return false;
    return true;
  }
  if (const Object* object = value.as_object()) {
    for (const auto& [key, item] : *object)
      if (item.as_object() != nullptr || (item.as_array() != nullptr && !item.as_array()->empty() && !is_flat(item)))
        return false;
  }
  return true;
}

template <class Items, class WriteItem>
void write_items(std::string& out, const Items& items, const char* brackets, Layout layout, std::size_t level,
                 const WriteItem& write_item) {
  out += brackets[0];
  const char* comma = "";
  for (const auto& item : items) {
    out += comma;
    if (*comma != '\0' && layout == Layout::one_line) out += ' ';
    separate(out, layout, level + 1);
    write_item(item);
    comma = ",";
  }
  if (!items.empty()) separate(out, layout, level);
  out += brackets[1];
}

void write_to(std::string& out, const Value& value, Layout layout, std::size_t level) {
  if (level > 0 && layout == Layout::lines && is_flat(value)) layout = Layout::one_line;
  switch (value.kind()) {
    case Value::Kind::null:
      out += "null";
      return;
    case Value::Kind::boolean:
      out += *value.as_bool() ? "true" : "false";
      return;
    case Value::Kind::integer:
      out += std::to_string(value.integer());
      return;
    case Value::Kind::natural:
      out += std::to_string(value.natural());
      return;
    case Value::Kind::real:
      out += scalar_text(Foreign(value.number()));
      return;
    case Value::Kind::string:
      out += scalar_text(Foreign(*value.as_string()));
      return;
    case Value::Kind::array:
      write_items(out, *value.as_array(), "[]", layout, level,
                  [&](const Value& item) { write_to(out, item, layout, level + 1); });
      return;
    case Value::Kind::object:
      write_items(out, *value.as_object(), "{}", layout, level, [&](const auto& member) {
        out += scalar_text(Foreign(member.first)) + ": ";
        write_to(out, member.second, layout, level + 1);
      });
      return;
  }
}

/// Builds the tree from the parser's events.
class Builder : public nlohmann::json_sax<Foreign> {
 public:
  explicit Builder(const Bounds& bounds) : bounds_(bounds) {}

  bool null() override { return add(Value()); }
  bool boolean(bool value) override { return add(value); }
  bool number_integer(number_integer_t value) override { return add(static_cast<std::int64_t>(value)); }
  bool number_unsigned(number_unsigned_t value) override {
    if (value > static_cast<number_unsigned_t>(std::numeric_limits<std::int64_t>::max()))
      return add(Value(static_cast<unsigned long>(value)));
    return add(static_cast<std::int64_t>(value));
  }
  bool number_float(number_float_t value, const string_t&) override { return add(value); }
  bool string(string_t& value) override { return add(std::move(value)); }
  bool binary(binary_t&) override { return false; }
  bool start_object(std::size_t) override { return open(false); }
  bool key(string_t& value) override {
    open_.back().key = std::move(value);
    return true;
  }
  bool end_object() override { return close(); }
  bool start_array(std::size_t) override { return open(true); }
  bool end_array() override { return close(); }
  bool parse_error(std::size_t position, const std::string&, const nlohmann::detail::exception& error) override {
    offset = position;
    problem = error.what();
    return false;
  }

  Value root;
  std::string problem = "this is no JSON";
  std::size_t offset = 0;

 private:
  /// An array or object that is being read.
  struct Level {
    bool is_array = false;
    Array array;
    Object object;
    std::string key;
  };

  bool open(bool is_array) {
    if (open_.size() >= bounds_.depth) {
      problem = "values are nested deeper than " + std::to_string(bounds_.depth) + " levels";
      return false;
    }
    open_.push_back({is_array, {}, {}, {}});
    return true;
  }

  bool close() {
    Level level = std::move(open_.back());
    open_.pop_back();
    return add(level.is_array ? Value(std::move(level.array)) : Value(std::move(level.object)));
  }

  bool add(Value value) {
    if (open_.empty())
      root = std::move(value);
    else if (open_.back().is_array)
      open_.back().array.push_back(std::move(value));
    else
      open_.back().object.emplace_back(std::move(open_.back().key), std::move(value));
    return true;
  }

  const Bounds& bounds_;
  std::vector<Level> open_;
};

/// "line 3, column 7" of a byte.
std::string place_of(std::string_view text, std::size_t offset) {
  std::size_t line = 1;
  std::size_t column = 1;
  for (std::size_t i = 0; i + 1 < offset && i < text.size(); ++i) {
    ++column;
    if (text[i] != '\n') continue;
    ++line;
    column = 1;
  }
  return "line " + std::to_string(line) + ", column " + std::to_string(column);
}

}  // namespace

Value::Value(Array value) : kind_(Kind::array), array_(std::move(value)) {}
Value::Value(Object value) : kind_(Kind::object), object_(std::move(value)) {}
Value::Value(const Value& other) = default;
Value::Value(Value&& other) noexcept = default;
Value& Value::operator=(const Value& other) = default;
Value& Value::operator=(Value&& other) noexcept = default;
Value::~Value() = default;

double Value::number(double fallback) const {
  if (kind_ == Kind::integer) return static_cast<double>(integer_);
  if (kind_ == Kind::natural) return static_cast<double>(natural_);
  return kind_ == Kind::real ? real_ : fallback;
}

std::int64_t Value::integer(std::int64_t fallback) const {
  if (kind_ == Kind::integer) return integer_;
  constexpr auto most = static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max());
  if (kind_ == Kind::natural && natural_ <= most) return static_cast<std::int64_t>(natural_);
  if (kind_ == Kind::real && std::abs(real_) < 9e18) return static_cast<std::int64_t>(real_);
  return fallback;
}

std::uint64_t Value::natural(std::uint64_t fallback) const {
  if (kind_ == Kind::natural) return natural_;
  const std::int64_t small = integer(-1);
  return small >= 0 ? static_cast<std::uint64_t>(small) : fallback;
}

const Value* Value::find(std::string_view key) const {
  for (const auto& [name, value] : object_)
    if (name == key) return &value;
  return nullptr;
}

std::string write(const Value& value, Layout layout) {
  std::string out;
  write_to(out, value, layout, 0);
  return out;
}

Result<Value> read(std::string_view text, const Bounds& bounds) {
  if (text.size() > bounds.bytes) return fail(input_error("this JSON is longer than allowed"));
  Builder builder(bounds);
  if (Foreign::sax_parse(text, &builder)) return std::move(builder.root);
  return fail(input_error(place_of(text, builder.offset) + ": " + builder.problem));
}

}  // namespace threadmark::json
