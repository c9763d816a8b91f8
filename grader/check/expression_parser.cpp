// Parsing expressions: a recursive descent with one function for each level of binding.
#include <array>
#include <cctype>
#include <charconv>
#include <utility>

#include "grader/base/nearest_name.hpp"
#include "grader/check/expression.hpp"

namespace threadmark::check {

/// Parses one text into the nodes of an Expression. After the first problem every step is a no-op.
class ExpressionParser {
 public:
  ExpressionParser(std::string_view text, SpecPosition at, const ExpressionScope& scope)
      : text_(text), at_(at), scope_(scope) {}

  tl::expected<Expression, SpecProblem> parse() {
    expression_.text_ = std::string(text_);
    expression_.root_ = logical_or();
    skip_space();
    if (!problem_ && position_ < text_.size()) expect("an operator or the end");
    if (problem_) return tl::unexpected(*problem_);
    return std::move(expression_);
  }

 private:
  using Operation = Expression::Operation;

  struct OperatorName {
    std::string_view name;
    Operation operation;
  };

  /// Names that take an event selector or one of its fields.
  static constexpr std::array<OperatorName, 7> aggregates = {{{"count", Operation::count},
                                                              {"sum", Operation::sum},
                                                              {"first", Operation::first},
                                                              {"last", Operation::last},
                                                              {"smallest", Operation::smallest},
                                                              {"largest", Operation::largest},
                                                              {"distinct", Operation::distinct}}};
  // Longer names first, so that `<=` is not read as `<`.
  static constexpr std::array<OperatorName, 6> comparisons = {{{"==", Operation::equal},
                                                               {"!=", Operation::unequal},
                                                               {"<=", Operation::less_or_equal},
                                                               {">=", Operation::greater_or_equal},
                                                               {"<", Operation::less},
                                                               {">", Operation::greater}}};
  static constexpr std::array<OperatorName, 2> sums = {{{"+", Operation::add}, {"-", Operation::subtract}}};
  static constexpr std::array<OperatorName, 3> products = {
      {{"*", Operation::multiply}, {"/", Operation::divide}, {"%", Operation::remainder}}};

  static constexpr int deepest = 200;  ///< levels of the descent, of which a parenthesis takes two

  int logical_or() {
    int left = logical_and();
    while (!problem_ && take_word("or"))
      left = node(Operation::logical_or, left, logical_and());
    return left;
  }

  int logical_and() {
    int left = logical_not();
    while (!problem_ && take_word("and"))
      left = node(Operation::logical_and, left, logical_not());
    return left;
  }

  int logical_not() {
    if (too_deep()) return -1;
    ++depth_;
    const int result = take_word("not") ? node(Operation::logical_not, logical_not(), -1) : comparison();
    --depth_;
    return result;
  }

  int comparison() {
    const int left = sum();
    const auto operation = take_operator(comparisons);
    if (!operation) return left;
    const int result = node(*operation, left, sum());
    skip_space();
    const std::size_t before = position_;
    if (!problem_ && take_operator(comparisons)) {
      position_ = before;
      problem("comparisons do not chain; write `a <= b and b <= c`");
    }
    return result;
  }

  int sum() {
    int left = product();
    while (const auto operation = take_operator(sums))
      left = node(*operation, left, product());
    return left;
  }

  int product() {
    int left = unary();
    while (const auto operation = take_operator(products))
      left = node(*operation, left, unary());
    return left;
  }

  int unary() {
    if (too_deep()) return -1;
    ++depth_;
    const int result = take("-") ? node(Operation::negate, unary(), -1) : primary();
    --depth_;
    return result;
  }

  int primary() {
    skip_space();
    if (problem_) return -1;
    if (position_ >= text_.size()) return expect("a number, a name or `(`");
    if (take("(")) {
      const int inner = logical_or();
      if (!problem_ && !take(")")) expect("`)`");
      return inner;
    }
    const char c = text_[position_];
    if (std::isdigit(static_cast<unsigned char>(c)) != 0) return number();
    if (std::isalpha(static_cast<unsigned char>(c)) != 0) return name();
    return expect("a number, a name or `(`");
  }

  int number() {
    std::int64_t value = 0;
    const char* begin = text_.data() + position_;
    const auto [stop, error] = std::from_chars(begin, text_.data() + text_.size(), value);
    if (error != std::errc()) {
      problem("this number is too large");
      return -1;
    }
    position_ += static_cast<std::size_t>(stop - begin);
    Expression::Node leaf;
    leaf.number = value;
    return add(std::move(leaf));
  }

  int name() {
    const std::size_t start = position_;
    const std::string_view word = take_name();
    if (word == "exit-status") return leaf(Operation::exit_status, start);
    if (word.starts_with("case.")) return case_variable(word.substr(5), start);
    if (word == "min" || word == "max") return extremum(word == "min" ? Operation::minimum : Operation::maximum);
    for (const OperatorName& aggregate : aggregates)
      if (aggregate.name == word) return over_events(aggregate.operation, start);
    std::vector<std::string> known = {"exit-status", "min", "max"};
    for (const OperatorName& aggregate : aggregates)
      known.emplace_back(aggregate.name);
    const std::string near = did_you_mean(word, known);
    problem_at(start, "`" + std::string(word) + "` means nothing here" +
                          (!near.empty()
                               ? near
                               : "; count events with `count(SELECTOR)`, name a case's variable `case.NAME`, and put "
                                 "spaces around `-`"));
    return -1;
  }

  int leaf(Operation operation, std::size_t start) {
    Expression::Node made;
    made.operation = operation;
    made.text = std::string(text_.substr(start, position_ - start));
    return add(std::move(made));
  }

  int case_variable(std::string_view variable, std::size_t start) {
    Expression::Node made;
    made.operation = Operation::case_variable;
    made.text = std::string(text_.substr(start, position_ - start));
    for (const Case* one : scope_.cases) {
      const auto found = one->vars.find(std::string(variable));
      if (found == one->vars.end()) {
        std::vector<std::string> known;
        for (const auto& [key, value] : one->vars)
          known.push_back(key);
        problem_at(start, "the case `" + one->id + "` has no variable `" + std::string(variable) + "`" +
                              did_you_mean(variable, known));
        return -1;
      }
      const auto number = Value::of(found->second).number;
      if (!number) {
        problem_at(start, "`" + std::string(variable) + "` of the case `" + one->id + "` is no integer");
        return -1;
      }
      made.by_case.emplace(one->id, *number);
    }
    return add(std::move(made));
  }

  int extremum(Operation operation) {
    if (!take("(")) return expect("`(`");
    int left = logical_or();
    while (!problem_ && take(","))
      left = node(operation, left, logical_or());
    if (!problem_ && !take(")")) return expect("`,` or `)`");
    return left;
  }

  int over_events(Operation operation, std::size_t start) {
    if (!take("(")) return expect("`(`");
    skip_space();
    const std::size_t from = position_;
    const std::size_t close = text_.find(')', from);
    if (close == std::string_view::npos) {
      problem("the `(` before this is not closed");
      return -1;
    }
    std::string_view argument = text_.substr(from, close - from);
    while (argument.ends_with(' '))
      argument.remove_suffix(1);
    position_ = close + 1;
    Expression::Node made;
    made.operation = operation;
    made.text = std::string(text_.substr(start, position_ - start));
    const SpecPosition place = at(from);
    if (operation == Operation::count) {
      auto selector = Selector::parse(argument, place, scope_.vocabulary);
      if (!selector) return fail(selector.error());
      made.selector = std::move(*selector);
    } else {
      auto field = SelectedField::parse(argument, place, scope_.vocabulary);
      if (!field) return fail(field.error());
      if (operation != Operation::distinct && !field->field.numeric)
        return fail(SpecProblem{place, "`" + field->field.name + "` is no integer, so it has no " +
                                           std::string(text_.substr(start, text_.find('(', start) - start)) + "(…)"});
      made.selector = std::move(field->selector);
      made.field = std::move(field->field);
    }
    return add(std::move(made));
  }

  void skip_space() {
    while (position_ < text_.size() && (text_[position_] == ' ' || text_[position_] == '\n'))
      ++position_;
  }

  bool take(std::string_view token) {
    skip_space();
    if (problem_ || !text_.substr(position_).starts_with(token)) return false;
    position_ += token.size();
    return true;
  }

  bool take_word(std::string_view word) {
    skip_space();
    const std::size_t end = position_ + word.size();
    if (problem_ || !text_.substr(position_).starts_with(word)) return false;
    if (end < text_.size() && std::isalnum(static_cast<unsigned char>(text_[end])) != 0) return false;
    position_ = end;
    return true;
  }

  template <std::size_t N>
  std::optional<Operation> take_operator(const std::array<OperatorName, N>& operators) {
    for (const OperatorName& one : operators)
      if (take(one.name)) return one.operation;
    return std::nullopt;
  }

  /// A name: letters, digits, `_`, `.`, and `-` between letters (so `N-1` is a subtraction and `exit-status` a name).
  std::string_view take_name() {
    const std::size_t start = position_;
    const auto letter = [&](std::size_t i) {
      return i < text_.size() && std::isalpha(static_cast<unsigned char>(text_[i])) != 0;
    };
    while (position_ < text_.size()) {
      const char c = text_[position_];
      const bool inside = std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_' || c == '.';
      if (!inside && !(c == '-' && letter(position_ + 1))) break;
      ++position_;
    }
    return text_.substr(start, position_ - start);
  }

  int node(Operation operation, int left, int right) {
    if (problem_) return -1;
    Expression::Node made;
    made.operation = operation;
    made.left = left;
    made.right = right;
    return add(std::move(made));
  }

  int add(Expression::Node made) {
    expression_.nodes_.push_back(std::move(made));
    return static_cast<int>(expression_.nodes_.size()) - 1;
  }

  bool too_deep() {
    if (depth_ >= deepest) problem("this expression is nested too deeply");
    return problem_.has_value();
  }

  SpecPosition at(std::size_t offset) const { return {at_.line, at_.column + static_cast<int>(offset)}; }

  int fail(SpecProblem found) {
    if (!problem_) problem_ = std::move(found);
    return -1;
  }

  void problem_at(std::size_t offset, std::string message) { fail(SpecProblem{at(offset), std::move(message)}); }
  void problem(std::string message) { problem_at(position_, std::move(message)); }

  int expect(std::string_view what) {
    skip_space();
    const std::string here =
        position_ < text_.size() ? "`" + std::string(text_.substr(position_, 1)) + "`" : "the end of the expression";
    problem("here " + std::string(what) + " is expected, not " + here);
    return -1;
  }

  std::string_view text_;
  SpecPosition at_;
  const ExpressionScope& scope_;
  Expression expression_;
  std::optional<SpecProblem> problem_;
  std::size_t position_ = 0;
  int depth_ = 0;
};

tl::expected<Expression, SpecProblem> Expression::parse(std::string_view text, SpecPosition at,
                                                        const ExpressionScope& scope) {
  return ExpressionParser(text, at, scope).parse();
}

}  // namespace threadmark::check
