// JSON as a tree whose objects keep the order of their keys, read within bounds and written with stable bytes.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "grader/base/result.hpp"

namespace threadmark::json {

class Value;
using Array = std::vector<Value>;
using Object = std::vector<std::pair<std::string, Value>>;

/// A value of JSON. Made from what it is: `Value(4)`, `Value("x")`, `Array{…}`, `Object{{"key", 1}, …}`; `Value()` is
/// null.
class Value {
 public:
  enum class Kind { null, boolean, integer, natural, real, string, array, object };

  // NOLINTBEGIN(google-explicit-constructor)
  Value() = default;
  Value(std::nullptr_t) {}
  Value(bool value) : kind_(Kind::boolean), boolean_(value) {}
  Value(int value) : kind_(Kind::integer), integer_(value) {}
  Value(long value) : kind_(Kind::integer), integer_(value) {}
  Value(unsigned long value) : kind_(Kind::natural), natural_(value) {}
  Value(double value) : kind_(Kind::real), real_(value) {}
  Value(std::string value) : kind_(Kind::string), string_(std::move(value)) {}
  Value(std::string_view value) : kind_(Kind::string), string_(value) {}
  Value(const char* value) : kind_(Kind::string), string_(value) {}
  Value(Array value);
  Value(Object value);
  // NOLINTEND(google-explicit-constructor)
  Value(const Value& other);
  Value(Value&& other) noexcept;
  Value& operator=(const Value& other);
  Value& operator=(Value&& other) noexcept;
  ~Value();

  Kind kind() const { return kind_; }
  bool is_null() const { return kind_ == Kind::null; }

  /// The value as that type, or nullptr when it is another.
  const bool* as_bool() const { return kind_ == Kind::boolean ? &boolean_ : nullptr; }
  const std::string* as_string() const { return kind_ == Kind::string ? &string_ : nullptr; }
  const Array* as_array() const { return kind_ == Kind::array ? &array_ : nullptr; }
  const Object* as_object() const { return kind_ == Kind::object ? &object_ : nullptr; }

  /// The number, whatever its type, or the fallback when it is none (or out of range).
  double number(double fallback = 0) const;
  std::int64_t integer(std::int64_t fallback = 0) const;
  std::uint64_t natural(std::uint64_t fallback = 0) const;

  /// The text of a string, else nothing.
  std::string text() const { return kind_ == Kind::string ? string_ : std::string(); }

  /// The value of that key, or nullptr (also when this is no object).
  const Value* find(std::string_view key) const;

 private:
  Kind kind_ = Kind::null;
  bool boolean_ = false;
  std::int64_t integer_ = 0;
  std::uint64_t natural_ = 0;
  double real_ = 0;
  std::string string_;
  Array array_;
  Object object_;
};

/// How a tree is laid out: on one line, or one member a line with two blanks a level.
enum class Layout { one_line, lines };

/// The text, without a newline at the end. Bytes that are not UTF-8 become U+FFFD; the same tree gives the same bytes.
std::string write(const Value& value, Layout layout = Layout::lines);

/// What a text may use at most.
struct Bounds {
  std::size_t bytes = std::size_t{64} * 1024 * 1024;
  std::size_t depth = 64;
};

/// The tree of a text, or an input error with line and column. Of members with the same key the first counts.
Result<Value> read(std::string_view text, const Bounds& bounds = {});

}  // namespace threadmark::json
