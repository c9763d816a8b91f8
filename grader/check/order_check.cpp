// `order`: what comes first, last, before what, in turns, together.
#include <array>
#include <utility>

#include "grader/check/check_set.hpp"
#include "grader/check/order_rules.hpp"
#include "grader/check/per_reader.hpp"

namespace threadmark::check {
namespace {

using Rules = std::vector<std::unique_ptr<OrderRule>>;

class OrderCheck final : public Check {
 public:
  OrderCheck(CheckSpec spec, std::shared_ptr<const Vocabulary> vocabulary, Rules rules)
      : Check(std::move(spec), std::move(vocabulary)), rules_(std::move(rules)) {}

 private:
  Judgement judge_events(const Observation& observation) const override {
    Judgement judgement;
    for (const auto& rule : rules_)
      rule->judge(observation, judgement);
    return judgement;
  }

  Rules rules_;
};

void read_first(CheckReader& reader, const Parameter& value, const Parameter*, Rules& rules) {
  if (auto events = reader.selectors(value)) rules.push_back(first_rule(std::move(*events)));
}

void read_last(CheckReader& reader, const Parameter& value, const Parameter*, Rules& rules) {
  if (auto events = reader.selectors(value)) rules.push_back(last_rule(std::move(*events)));
}

/// Two selectors (or lists of them) with their keys; nothing where they are wrong.
std::optional<std::pair<KeyedEvents, KeyedEvents>> read_pair(CheckReader& reader, const Parameter& value,
                                                             const Parameter* per) {
  if (value.kind != Parameter::Kind::list || value.list.size() != 2) {
    reader.problem(value.at, "here two selectors are expected: [FIRST, SECOND]");
    return std::nullopt;
  }
  auto first = reader.selectors(value.list[0]);
  auto second = reader.selectors(value.list[1]);
  if (!first || !second) return std::nullopt;
  auto keyed_first = keyed(reader, std::move(*first), per, 0);
  auto keyed_second = keyed(reader, std::move(*second), per, 1);
  if (!keyed_first || !keyed_second) return std::nullopt;
  return std::pair(std::move(*keyed_first), std::move(*keyed_second));
}

void read_before(CheckReader& reader, const Parameter& value, const Parameter* per, Rules& rules) {
  auto both = read_pair(reader, value, per);
  if (!both) return;
  if (per != nullptr)
    rules.push_back(each_before_rule(std::move(both->first), std::move(both->second)));
  else
    rules.push_back(all_before_rule(std::move(both->first.events), std::move(both->second.events)));
}

void read_increasing(CheckReader& reader, const Parameter& value, const Parameter* per, Rules& rules) {
  auto number = reader.selected_field(value);
  if (!number) return;
  if (!number->field.numeric) {
    reader.problem(value.at, "`" + number->field.name + "` is no integer, so it cannot be increasing");
    return;
  }
  Selectors events;
  events.add(number->selector);
  if (auto with_key = keyed(reader, std::move(events), per, 0))
    rules.push_back(increasing_rule(std::move(*with_key), std::move(*number)));
}

void read_sequence(CheckReader& reader, const Parameter& value, const Parameter*, Rules& rules) {
  std::vector<Selectors> sequence;
  for (const Parameter* one : CheckReader::elements(value))
    if (auto events = reader.selectors(*one)) sequence.push_back(std::move(*events));
  rules.push_back(sequence_rule(std::move(sequence)));
}

void read_alternate(CheckReader& reader, const Parameter& value, const Parameter* per, Rules& rules) {
  if (auto both = read_pair(reader, value, per))
    rules.push_back(alternate_rule(std::move(both->first), std::move(both->second)));
}

void read_contiguous(CheckReader& reader, const Parameter& value, const Parameter* per, Rules& rules) {
  auto events = reader.selectors(value);
  if (!events) return;
  if (per == nullptr) {
    reader.problem(value.at, "`contiguous` needs `per: FIELD`, which tells the groups apart");
    return;
  }
  if (auto with_key = keyed(reader, std::move(*events), per, 0)) rules.push_back(contiguous_rule(std::move(*with_key)));
}

struct RuleKey {
  std::string_view key;
  void (*read)(CheckReader& reader, const Parameter& value, const Parameter* per, Rules& rules);
};

constexpr std::array<RuleKey, 7> rule_keys = {{
    {"first", read_first},
    {"last", read_last},
    {"before", read_before},
    {"increasing", read_increasing},
    {"sequence", read_sequence},
    {"alternate", read_alternate},
    {"contiguous", read_contiguous},
}};

}  // namespace

std::unique_ptr<Check> make_order_check(CheckReader& reader) {
  reader.allow_keys({"first", "last", "before", "increasing", "sequence", "alternate", "contiguous", "per"});
  Rules rules;
  const Parameter* per = reader.optional("per");
  for (const RuleKey& rule : rule_keys)
    if (const Parameter* value = reader.optional(rule.key)) rule.read(reader, *value, per, rules);
  if (reader.ok() && rules.empty())
    reader.problem(reader.spec().at,
                   "a check of type `order` needs `first`, `last`, `before`, `increasing`, `sequence`, "
                   "`alternate` or `contiguous`");
  if (!reader.ok()) return nullptr;
  return std::make_unique<OrderCheck>(reader.spec(), reader.vocabulary(), std::move(rules));
}

}  // namespace threadmark::check
