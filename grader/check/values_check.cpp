// `values`: the values of a field are exactly these, in any order, each once or at least once.
#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "grader/check/check_set.hpp"
#include "grader/check/event_text.hpp"

namespace threadmark::check {
namespace {

/// The values that are allowed and wanted: a list, or all integers of a range.
struct WantedValues {
  std::vector<Value> list;
  std::optional<Expression> from;
  std::optional<Expression> to;
};

constexpr std::int64_t longest_range = 1'000'000;

class ValuesCheck final : public Check {
 public:
  ValuesCheck(CheckSpec spec, std::shared_ptr<const Vocabulary> vocabulary, std::vector<SelectedField> fields,
              WantedValues wanted, bool once)
      : Check(std::move(spec), std::move(vocabulary)),
        fields_(std::move(fields)),
        wanted_(std::move(wanted)),
        once_(once) {}

 private:
  Judgement judge_events(const Observation& observation) const override {
    Judgement judgement;
    std::map<Value, long> due = due_values(observation);
    std::map<Value, const Sighting*> met;
    for (const Sighting& sighting : observation.sightings()) {
      for (const SelectedField& field : fields_) {
        if (!field.selector.matches(sighting)) continue;
        if (const auto value = field.field.read(sighting)) judge_value(*value, field, sighting, due, met, judgement);
        break;
      }
      if (!judgement.wrong.empty()) return judgement;
    }
    judge_rest(due, met, judgement);
    return judgement;
  }

  std::map<Value, long> due_values(const Observation& observation) const {
    std::map<Value, long> due;
    for (const Value& value : wanted_.list)
      ++due[value];
    if (!wanted_.from) return due;
    const auto from = wanted_.from->evaluate(observation).value;
    const auto to = wanted_.to->evaluate(observation).value;
    if (!from || !to || *to - *from > longest_range) return due;
    for (std::int64_t number = *from; number <= *to; ++number)
      due[Value::of(number)] = 1;
    return due;
  }

  void judge_value(const Value& value, const SelectedField& field, const Sighting& sighting, std::map<Value, long>& due,
                   std::map<Value, const Sighting*>& met, Judgement& judgement) const {
    const auto found = due.find(value);
    const auto [first, is_first] = met.try_emplace(value, &sighting);
    const auto finding = [&](const char* id) {
      return finding_at(
          FindingKind::invariant_violation, *sighting.event,
          {id, {{"field", field.text}, {"value", shortened(value.text)}, {"event", event_text(sighting)}}});
    };
    if (found == due.end()) {
      judgement.wrong.push_back(finding("check.values.unexpected"));
    } else if (--found->second < 0 && once_) {
      judgement.wrong.push_back(finding("check.values.twice"));
      judgement.wrong.back().related.push_back(
          related_at(*first->second->event, {"check.related.first", {{"event", event_text(*first->second)}}}));
    }
  }

  void judge_rest(const std::map<Value, long>& due, const std::map<Value, const Sighting*>& met,
                  Judgement& judgement) const {
    std::string absent;
    long number = 0;
    for (const auto& [value, left] : due) {
      const bool lacking = once_ ? left > 0 : !met.contains(value);
      if (!lacking) continue;
      if (++number <= 5) absent += (absent.empty() ? "" : ", ") + value.text;
      if (number == 6) absent += ", …";
    }
    if (number == 0) return;
    judgement.missing.push_back(finding_without_place(
        FindingKind::invariant_violation,
        {"check.values.missing",
         {{"field", fields_.front().text}, {"values", shortened(absent)}, {"count", std::to_string(number)}}}));
  }

  std::vector<SelectedField> fields_;
  WantedValues wanted_;
  bool once_;
};

void read_range(CheckReader& reader, const Parameter& range, WantedValues& wanted) {
  if (range.kind != Parameter::Kind::list || range.list.size() != 2) {
    reader.problem(range.at, "`range` is [FIRST, LAST], both included");
    return;
  }
  wanted.from = reader.expression(range.list[0]);
  wanted.to = reader.expression(range.list[1]);
}

}  // namespace

std::unique_ptr<Check> make_values_check(CheckReader& reader) {
  reader.allow_keys({"of", "are", "range", "each"});
  std::vector<SelectedField> fields;
  if (const Parameter* of = reader.required("of"))
    for (const Parameter* one : CheckReader::elements(*of))
      if (auto field = reader.selected_field(*one)) fields.push_back(std::move(*field));
  WantedValues wanted;
  const Parameter* are = reader.optional("are");
  const Parameter* range = reader.optional("range");
  if ((are == nullptr) == (range == nullptr))
    reader.problem(reader.spec().at, "a check of type `values` needs either `are: [ … ]` or `range: [a, b]`");
  else if (are != nullptr)
    for (const std::string& one : reader.texts(*are))
      wanted.list.push_back(Value::of(one));
  else
    read_range(reader, *range, wanted);
  bool once = true;
  if (const Parameter* each = reader.optional("each"))
    once = reader.choice(*each, {"once", "at-least-once"}) != "at-least-once";
  if (!reader.ok()) return nullptr;
  return std::make_unique<ValuesCheck>(reader.spec(), reader.vocabulary(), std::move(fields), std::move(wanted), once);
}

}  // namespace threadmark::check
