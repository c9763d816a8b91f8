// `captures`: values of fields that must agree, differ, or be what the system says of the same event.
#include <map>
#include <utility>

#include "grader/check/check_set.hpp"
#include "grader/check/event_text.hpp"

namespace threadmark::check {
namespace {

using FieldGroup = std::vector<SelectedField>;

/// `field` is, of every event, the same event's `truth`.
struct FieldIs {
  SelectedField field;
  Field truth;
};

struct CaptureRules {
  std::vector<FieldGroup> equal;
  std::vector<FieldGroup> distinct;
  std::vector<FieldIs> is;
};

class CapturesCheck final : public Check {
 public:
  CapturesCheck(CheckSpec spec, std::shared_ptr<const Vocabulary> vocabulary, CaptureRules rules)
      : Check(std::move(spec), std::move(vocabulary)), rules_(std::move(rules)) {}

 private:
  /// Calls `use(field, value, sighting)` for each value of the group, in the order of the events, until it says false.
  template <class Use>
  static void each_value(const FieldGroup& group, const Observation& observation, Use use) {
    for (const Sighting& sighting : observation.sightings())
      for (const SelectedField& field : group) {
        if (!field.selector.matches(sighting)) continue;
        const auto value = field.field.read(sighting);
        if (value && !use(field, *value, sighting)) return;
      }
  }

  Judgement judge_events(const Observation& observation) const override {
    Judgement judgement;
    for (const FieldGroup& group : rules_.equal)
      judge_equal(group, observation, judgement);
    for (const FieldGroup& group : rules_.distinct)
      judge_distinct(group, observation, judgement);
    for (const FieldIs& rule : rules_.is)
      judge_is(rule, observation, judgement);
    return judgement;
  }

  static Finding wrong(const char* id, const Sighting& seen, std::map<std::string, std::string> args) {
    args.emplace("event", event_text(seen));
    return finding_at(FindingKind::wrong_output, *seen.event, {id, std::move(args)});
  }

  static void judge_equal(const FieldGroup& group, const Observation& observation, Judgement& judgement) {
    const SelectedField* first_field = nullptr;
    const Sighting* first = nullptr;
    Value wanted;
    each_value(group, observation, [&](const SelectedField& field, const Value& value, const Sighting& sighting) {
      if (first == nullptr) {
        first_field = &field;
        first = &sighting;
        wanted = value;
      }
      if (value == wanted) return true;
      judgement.wrong.push_back(wrong("check.captures.unequal", sighting,
                                      {{"field", field.text},
                                       {"value", shortened(value.text)},
                                       {"other-field", first_field->text},
                                       {"expected", shortened(wanted.text)}}));
      judgement.wrong.back().related.push_back(
          related_at(*first->event, {"check.related.other", {{"event", event_text(*first)}}}));
      return false;
    });
  }

  static void judge_distinct(const FieldGroup& group, const Observation& observation, Judgement& judgement) {
    std::map<Value, const Sighting*> met;
    each_value(group, observation, [&](const SelectedField& field, const Value& value, const Sighting& sighting) {
      const auto [first, is_new] = met.try_emplace(value, &sighting);
      if (is_new) return true;
      judgement.wrong.push_back(
          wrong("check.captures.same", sighting, {{"field", field.text}, {"value", shortened(value.text)}}));
      judgement.wrong.back().related.push_back(
          related_at(*first->second->event, {"check.related.other", {{"event", event_text(*first->second)}}}));
      return false;
    });
  }

  static void judge_is(const FieldIs& rule, const Observation& observation, Judgement& judgement) {
    each_value({rule.field}, observation,
               [&](const SelectedField& field, const Value& value, const Sighting& sighting) {
                 const auto truth = rule.truth.read(sighting);
                 if (!truth || *truth == value) return true;
                 judgement.wrong.push_back(wrong("check.captures.untrue", sighting,
                                                 {{"field", field.text},
                                                  {"value", shortened(value.text)},
                                                  {"truth", rule.truth.name},
                                                  {"expected", shortened(truth->text)}}));
                 return false;
               });
  }

  CaptureRules rules_;
};

FieldGroup read_group(CheckReader& reader, const Parameter& list) {
  FieldGroup group;
  for (const Parameter* one : CheckReader::elements(list))
    if (auto field = reader.selected_field(*one)) group.push_back(std::move(*field));
  return group;
}

/// A list of groups; a flat list is one group.
std::vector<FieldGroup> read_groups(CheckReader& reader, const Parameter& value) {
  std::vector<FieldGroup> groups;
  const bool nested =
      value.kind == Parameter::Kind::list && !value.list.empty() && value.list.front().kind == Parameter::Kind::list;
  if (!nested) return {read_group(reader, value)};
  for (const Parameter& group : value.list)
    groups.push_back(read_group(reader, group));
  return groups;
}

void read_is(CheckReader& reader, const Parameter& map, std::vector<FieldIs>& rules) {
  if (map.kind != Parameter::Kind::map || map.map.empty()) {
    reader.problem(map.at, "`is` is a map of SELECTOR.FIELD: FIELD, such as {info.pid: '@pid'}");
    return;
  }
  for (const auto& [key, value] : map.map) {
    auto field = reader.selected_field(key);
    const auto name = reader.text(value);
    if (!field || !name) continue;
    auto truth = field->selector.field(*name, content_of(value), *reader.vocabulary());
    if (truth)
      rules.push_back({std::move(*field), std::move(*truth)});
    else
      reader.problem(truth.error().at, truth.error().message);
  }
}

}  // namespace

std::unique_ptr<Check> make_captures_check(CheckReader& reader) {
  reader.allow_keys({"equal", "distinct", "is"});
  CaptureRules rules;
  if (const Parameter* equal = reader.optional("equal")) rules.equal = read_groups(reader, *equal);
  if (const Parameter* distinct = reader.optional("distinct")) rules.distinct = read_groups(reader, *distinct);
  if (const Parameter* is = reader.optional("is")) read_is(reader, *is, rules.is);
  if (reader.ok() && rules.equal.empty() && rules.distinct.empty() && rules.is.empty())
    reader.problem(reader.spec().at, "a check of type `captures` needs `equal`, `distinct` or `is`");
  if (!reader.ok()) return nullptr;
  return std::make_unique<CapturesCheck>(reader.spec(), reader.vocabulary(), std::move(rules));
}

}  // namespace threadmark::check
