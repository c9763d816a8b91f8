// Selectors: the part of a spec that names events (`start[name=alex]`) and their fields (`info.pid`).
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <tl/expected.hpp>

#include "grader/check/observation.hpp"
#include "grader/check/vocabulary.hpp"
#include "grader/model/parameter.hpp"

namespace threadmark::check {

/// Which property of an event a field reads.
enum class FieldSource { capture, task, process, pid, ppid, time_ms, value, text };

/// A field of the events of one selector.
struct Field {
  FieldSource source = FieldSource::capture;
  int capture = 0;       ///< which capture, when `source` is `capture`
  std::string name;      ///< as written, such as `pid` or `@pid`
  bool numeric = false;  ///< its values are always integers

  /// The value of an event that the selector matched; nothing where the backend could not know it.
  std::optional<Value> read(const Sighting& sighting) const;
};

/// Names events of one kind, with conditions on their fields.
class Selector {
 public:
  /// Reads a selector; a problem stands at the character that is wrong.
  static tl::expected<Selector, SpecProblem> parse(std::string_view text, SpecPosition at,
                                                   const Vocabulary& vocabulary);

  bool matches(const Sighting& sighting) const;

  /// The field of that name, or the problem with what would be right.
  tl::expected<Field, SpecProblem> field(std::string_view name, SpecPosition at, const Vocabulary& vocabulary) const;

  /// What it names in the student's terms: the line with its places (`<name> start`), or the event's name.
  const std::string& description() const { return description_; }

  bool names_lines() const { return !driver_ && kind_ == EventKind::line; }

 private:
  struct Condition {
    Field field;
    Value value;
  };

  tl::expected<void, SpecProblem> read_name(std::string_view name, SpecPosition at, const Vocabulary& vocabulary);
  tl::expected<void, SpecProblem> read_condition(std::string_view text, SpecPosition at, const Vocabulary& vocabulary);
  void describe(const Vocabulary& vocabulary);
  const NamedPattern* pattern(const Vocabulary& vocabulary) const;

  std::string name_;
  EventKind kind_ = EventKind::line;
  bool driver_ = false;
  int pattern_ = -1;
  std::vector<Condition> conditions_;
  std::string description_;
};

/// A selector with one of its fields, `SELECTOR.FIELD`.
struct SelectedField {
  std::string text;
  Selector selector;
  Field field;

  static tl::expected<SelectedField, SpecProblem> parse(std::string_view text, SpecPosition at,
                                                        const Vocabulary& vocabulary);
};

/// Any of several selectors.
class Selectors {
 public:
  void add(Selector selector) { any_.push_back(std::move(selector)); }
  bool matches(const Sighting& sighting) const;
  bool names_lines() const;
  std::string description() const;
  const std::vector<Selector>& all() const { return any_; }

 private:
  std::vector<Selector> any_;
};

/// A field that each of several selectors has, read from whichever of them matches.
class SharedField {
 public:
  void add(Selector selector, Field field) { parts_.push_back({std::move(selector), std::move(field)}); }
  std::optional<Value> read(const Sighting& sighting) const;

 private:
  struct Part {
    Selector selector;
    Field field;
  };
  std::vector<Part> parts_;
};

}  // namespace threadmark::check
