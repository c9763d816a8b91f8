// Evaluating expressions over one run.
#include "grader/check/expression.hpp"

#include <algorithm>
#include <set>

namespace threadmark::check {

Expression Expression::constant(std::int64_t number) {
  Expression expression;
  expression.text_ = std::to_string(number);
  expression.nodes_.push_back(Node{});
  expression.nodes_.back().number = number;
  expression.root_ = 0;
  return expression;
}

Evaluation Expression::evaluate(const Observation& observation) const {
  return evaluate(root_, observation);
}

Evaluation Expression::evaluate(int index, const Observation& observation) const {
  const Node& node = nodes_[static_cast<std::size_t>(index)];
  if (node.left < 0) return term(node, observation);
  if (node.operation == Operation::logical_and || node.operation == Operation::logical_or)
    return logical(node, observation);
  const Evaluation left = evaluate(node.left, observation);
  if (!left.value) return left;
  if (node.right < 0) return combine(node.operation, *left.value, 0);
  const Evaluation right = evaluate(node.right, observation);
  if (!right.value) return right;
  Evaluation both = combine(node.operation, *left.value, *right.value);
  if (!both.value) both.trouble = text_;
  return both;
}

Evaluation Expression::logical(const Node& node, const Observation& observation) const {
  const Evaluation left = evaluate(node.left, observation);
  if (!left.value) return left;
  const bool decides = node.operation == Operation::logical_or;
  if ((*left.value != 0) == decides) return {decides ? 1 : 0, {}};
  const Evaluation right = evaluate(node.right, observation);
  if (!right.value) return right;
  return {*right.value != 0 ? 1 : 0, {}};
}

Evaluation Expression::combine(Operation operation, std::int64_t left, std::int64_t right) {
  std::int64_t value = 0;
  const auto checked = [&](bool overflow) { return overflow ? Evaluation{} : Evaluation{value, {}}; };
  switch (operation) {
    case Operation::negate:
      return checked(__builtin_sub_overflow(std::int64_t{0}, left, &value));
    case Operation::logical_not:
      return {left == 0 ? 1 : 0, {}};
    case Operation::multiply:
      return checked(__builtin_mul_overflow(left, right, &value));
    case Operation::add:
      return checked(__builtin_add_overflow(left, right, &value));
    case Operation::subtract:
      return checked(__builtin_sub_overflow(left, right, &value));
    case Operation::divide:
      if (right == 0 || (left == INT64_MIN && right == -1)) return {};
      return {left / right, {}};
    case Operation::remainder:
      if (right == 0 || (left == INT64_MIN && right == -1)) return {};
      return {left % right, {}};
    case Operation::equal:
      return {left == right ? 1 : 0, {}};
    case Operation::unequal:
      return {left != right ? 1 : 0, {}};
    case Operation::less:
      return {left < right ? 1 : 0, {}};
    case Operation::less_or_equal:
      return {left <= right ? 1 : 0, {}};
    case Operation::greater:
      return {left > right ? 1 : 0, {}};
    case Operation::greater_or_equal:
      return {left >= right ? 1 : 0, {}};
    case Operation::minimum:
      return {std::min(left, right), {}};
    case Operation::maximum:
      return {std::max(left, right), {}};
    default:
      return {};
  }
}

Evaluation Expression::term(const Node& node, const Observation& observation) {
  switch (node.operation) {
    case Operation::number:
      return {node.number, {}};
    case Operation::case_variable: {
      const auto found = node.by_case.find(observation.run().case_id);
      if (found == node.by_case.end()) return {std::nullopt, node.text};
      return {found->second, {}};
    }
    case Operation::exit_status:
      if (!observation.run().exit.ended || observation.run().exit.signal != 0) return {std::nullopt, node.text};
      return {observation.run().exit.status, {}};
    default:
      return aggregate(node, observation);
  }
}

Evaluation Expression::aggregate(const Node& node, const Observation& observation) {
  std::int64_t count = 0;
  std::optional<std::int64_t> result;
  std::set<Value> values;
  for (const Sighting& sighting : observation.sightings()) {
    if (!node.selector->matches(sighting)) continue;
    ++count;
    if (node.operation == Operation::count) continue;
    const auto value = node.field->read(sighting);
    if (!value) return {std::nullopt, node.text};
    if (node.operation == Operation::distinct) {
      values.insert(*value);
      continue;
    }
    if (!value->number) return {std::nullopt, node.text};
    const std::int64_t number = *value->number;
    if (node.operation == Operation::sum) {
      std::int64_t sum = 0;
      if (__builtin_add_overflow(result.value_or(0), number, &sum)) return {std::nullopt, node.text};
      result = sum;
    } else if (!result || node.operation == Operation::last) {
      result = number;
    } else if (node.operation == Operation::smallest) {
      result = std::min(*result, number);
    } else if (node.operation == Operation::largest) {
      result = std::max(*result, number);
    }
  }
  if (node.operation == Operation::count) return {count, {}};
  if (node.operation == Operation::distinct) return {static_cast<std::int64_t>(values.size()), {}};
  if (node.operation == Operation::sum) return {result.value_or(0), {}};
  if (!result) return {std::nullopt, node.text};
  return {result, {}};
}

const Sighting* Expression::witness(const Observation& observation) const {
  const Sighting* found = nullptr;
  for (const Sighting& sighting : observation.sightings())
    for (const Node& node : nodes_)
      if (node.field && node.selector->matches(sighting)) found = &sighting;
  return found;
}

std::string Expression::explain(const Observation& observation) const {
  std::string all;
  std::set<std::string> told;
  for (const Node& node : nodes_) {
    if (node.left >= 0 || node.operation == Operation::number || !told.insert(node.text).second) continue;
    const Evaluation value = term(node, observation);
    all += (all.empty() ? "" : ", ") + node.text + " = " + (value.value ? std::to_string(*value.value) : "?");
  }
  return all;
}

}  // namespace threadmark::check
