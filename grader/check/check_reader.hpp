// Reads the parameters of one check; every problem gets its place in the spec and says what would be right.
#pragma once

#include <initializer_list>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "grader/check/amount.hpp"
#include "grader/check/checker_trace.hpp"
#include "grader/check/expression.hpp"
#include "grader/check/selector.hpp"
#include "grader/check/vocabulary.hpp"
#include "grader/model/lesson.hpp"

namespace threadmark::check {

/// The reading side of a check's factory. What cannot be read is nothing, and a problem.
class CheckReader {
 public:
  CheckReader(const Lesson& lesson, const CheckSpec& spec, std::shared_ptr<const Vocabulary> vocabulary,
              const AskChecker& ask_checker, std::vector<SpecProblem>& problems);

  const Lesson& lesson() const { return lesson_; }
  const CheckSpec& spec() const { return spec_; }
  const std::shared_ptr<const Vocabulary>& vocabulary() const { return vocabulary_; }

  const AskChecker& ask_checker() const { return ask_checker_; }

  /// True while nothing was wrong with this check.
  bool ok() const { return problems_.size() == problems_before_; }

  /// Reports every key that is none of these (keys of every check apart).
  void allow_keys(std::initializer_list<std::string_view> keys);

  /// The same for a map inside the check.
  void allow_keys_in(const Parameter& map, std::initializer_list<std::string_view> keys);

  /// The value of a key, or nullptr; `required` reports its absence.
  const Parameter* optional(std::string_view key) const;
  const Parameter* required(std::string_view key);
  const Parameter* required_in(const Parameter& map, std::string_view key);

  std::optional<std::string> text(const Parameter& value);
  std::optional<bool> truth(const Parameter& value);
  /// One of the words.
  std::optional<std::string> choice(const Parameter& value, std::initializer_list<std::string_view> words);
  /// A list of texts; one text alone is a list of one.
  std::vector<std::string> texts(const Parameter& value);
  /// The elements of a list; a value that is no list is a list of itself.
  static std::vector<const Parameter*> elements(const Parameter& value);

  std::optional<Expression> expression(const Parameter& value);
  std::optional<Amount> amount(const Parameter& value);
  std::optional<Selector> selector(const Parameter& value);
  std::optional<Selectors> selectors(const Parameter& value);
  std::optional<SelectedField> selected_field(const Parameter& value);
  /// A field by its name, as each of the selectors has it.
  std::optional<SharedField> field_of(const Parameter& name, const Selectors& selectors);
  std::optional<SharedField> field_of(std::string_view name, SpecPosition at, const Selectors& selectors);

  void problem(SpecPosition at, std::string message);

 private:
  ExpressionScope scope() const;

  const Lesson& lesson_;
  const CheckSpec& spec_;
  std::shared_ptr<const Vocabulary> vocabulary_;
  const AskChecker& ask_checker_;
  std::vector<SpecProblem>& problems_;
  std::size_t problems_before_;
};

/// The position of a scalar's first character (behind the quote, where there is one).
SpecPosition content_of(const Parameter& scalar);

}  // namespace threadmark::check
