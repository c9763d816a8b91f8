// Reads typed values out of a spec's tree and collects everything that is wrong, with its place.
#pragma once

#include <algorithm>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "grader/model/parameter.hpp"

namespace threadmark::spec {

class SpecReader;

/// One key of a map of the spec: how its value gets into a T. Tables of these are the format.
template <class T>
struct Key {
  std::string_view name;
  void (*read)(SpecReader& reader, const Parameter& value, T& into);
  bool required = false;
};

/// Collects problems while values are read. A value that is wrong gives a problem and a harmless default, so that
/// reading goes on and all problems come at once. `what` names the value in messages, such as "`points`".
class SpecReader {
 public:
  void problem(SpecPosition at, std::string message) { problems_.push_back({at, std::move(message)}); }

  /// The text of a scalar; an empty value is a problem.
  std::string text(const Parameter& value, std::string_view what);

  /// A scalar made of letters, digits, `-` and `_` that begins with a letter or digit.
  std::string word(const Parameter& value, std::string_view what);

  /// `true` or `false`.
  bool flag(const Parameter& value, std::string_view what);

  /// A whole number within the bounds.
  long whole(const Parameter& value, std::string_view what, long least, long most);

  /// A number within the bounds.
  double number(const Parameter& value, std::string_view what, double least, double most);

  /// The index of one of these names, or nothing.
  std::optional<std::size_t> one_of(const Parameter& value, std::string_view what,
                                    std::span<const std::string_view> names);

  /// A list of texts; a single scalar counts as a list of one.
  std::vector<std::string> texts(const Parameter& value, std::string_view what);

  /// The relative path of a file inside the lesson or the working folder: no `..`, no component that begins with a dot.
  std::string file_name(const Parameter& value, std::string_view what);
  std::vector<std::string> file_names(const Parameter& value, std::string_view what);

  /// A map from names to texts.
  std::map<std::string, std::string> text_map(const Parameter& value, std::string_view what);

  /// False, with a problem, when the value is no map (or list).
  bool is_map(const Parameter& value, std::string_view what);
  bool is_list(const Parameter& value, std::string_view what);

  /// Reads a map by its table: unknown keys are problems with a suggestion, missing required ones too.
  template <class T>
  void map(const Parameter& value, std::string_view what, std::span<const Key<T>> keys, T& into) {
    if (!is_map(value, what)) return;
    for (const auto& [name, item] : value.map) {
      const std::string& wanted = name.scalar;
      const auto key = std::find_if(keys.begin(), keys.end(), [&](const Key<T>& k) { return k.name == wanted; });
      if (key == keys.end())
        unknown_key(name, names_of(keys));
      else
        key->read(*this, item, into);
    }
    for (const Key<T>& key : keys)
      if (key.required && value.find(std::string(key.name)) == nullptr) missing_key(value.at, what, key.name);
  }

  /// "unknown key `ponits`; did you mean `points`?"
  void unknown_key(const Parameter& name, const std::vector<std::string>& possible);

  template <class T>
  static std::vector<std::string> names_of(std::span<const Key<T>> keys) {
    std::vector<std::string> names;
    for (const Key<T>& key : keys)
      names.emplace_back(key.name);
    return names;
  }

  /// All problems so far.
  const std::vector<SpecProblem>& problems() const { return problems_; }

 private:
  void missing_key(SpecPosition at, std::string_view what, std::string_view key);
  bool is_scalar(const Parameter& value, std::string_view what, std::string_view wanted);

  std::vector<SpecProblem> problems_;
};

/// The problems in the order of their places.
std::vector<SpecProblem> by_position(std::vector<SpecProblem> problems);

}  // namespace threadmark::spec
