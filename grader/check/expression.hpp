// The expressions of a spec: integers over counts and values of events, such as `count(ate) == case.N`.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <tl/expected.hpp>

#include "grader/check/selector.hpp"
#include "grader/model/lesson.hpp"

namespace threadmark::check {

/// What names in an expression may refer to: the lesson's events, and the variables of the cases that it is for.
struct ExpressionScope {
  const Vocabulary& vocabulary;
  std::vector<const Case*> cases;
};

/// The value of an expression for one run. Without a value, `trouble` is the part that has none (such as
/// `first(n.value)` when no such line was printed, or a division by zero).
struct Evaluation {
  std::optional<std::int64_t> value;
  std::string trouble;
};

/// A checked expression. Truth is 1, falsehood 0; every other number is true as well.
class Expression {
 public:
  /// Parses; a problem stands at the character that is wrong.
  static tl::expected<Expression, SpecProblem> parse(std::string_view text, SpecPosition at,
                                                     const ExpressionScope& scope);
  static Expression constant(std::int64_t number);

  Evaluation evaluate(const Observation& observation) const;

  /// What each name in it stands for in this run, such as `count(ate) = 19, case.N = 20`.
  std::string explain(const Observation& observation) const;

  /// The last event whose field it reads, which is where a false one shows; nullptr where it only counts.
  const Sighting* witness(const Observation& observation) const;

  const std::string& text() const { return text_; }

 private:
  friend class ExpressionParser;

  enum class Operation {
    number,
    count,
    sum,
    first,
    last,
    smallest,
    largest,
    distinct,
    case_variable,
    exit_status,
    negate,
    logical_not,
    multiply,
    divide,
    remainder,
    add,
    subtract,
    equal,
    unequal,
    less,
    less_or_equal,
    greater,
    greater_or_equal,
    logical_and,
    logical_or,
    minimum,
    maximum,
  };

  struct Node {
    Operation operation = Operation::number;
    std::int64_t number = 0;
    int left = -1;
    int right = -1;
    std::string text;  ///< of a name, as written
    std::optional<Selector> selector;
    std::optional<Field> field;
    std::map<std::string, std::int64_t> by_case;
  };

  Evaluation evaluate(int node, const Observation& observation) const;
  static Evaluation term(const Node& node, const Observation& observation);
  static Evaluation aggregate(const Node& node, const Observation& observation);
  static Evaluation combine(Operation operation, std::int64_t left, std::int64_t right);
  Evaluation logical(const Node& node, const Observation& observation) const;

  std::string text_;
  std::vector<Node> nodes_;
  int root_ = -1;
};

}  // namespace threadmark::check
