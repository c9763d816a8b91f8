// Judging the order of events.
#include "grader/check/order_rules.hpp"

#include <map>
#include <set>
#include <utility>

#include "grader/check/check.hpp"
#include "grader/check/event_text.hpp"

namespace threadmark::check {
namespace {

using Args = std::map<std::string, std::string>;

Finding misordered(const Sighting& at, const char* id, Args args) {
  args.emplace("event", event_text(at));
  return finding_at(FindingKind::order_violation, *at.event, {id, std::move(args)});
}

Finding absent(const char* id, Args args) {
  return finding_without_place(FindingKind::order_violation, {id, std::move(args)});
}

RelatedPlace other(const Sighting& at, const char* id) {
  return related_at(*at.event, {id, {{"event", event_text(at)}}});
}

/// True for events among which `first` and `last` are looked for: the lines, or what else the selector is about.
bool in_same_company(const Selectors& events, const Sighting& sighting) {
  if (events.names_lines()) return sighting.is_line();
  return sighting.event->kind == EventKind::driver || events.matches(sighting);
}

class FirstRule final : public OrderRule {
 public:
  explicit FirstRule(Selectors events) : events_(std::move(events)) {}

  void judge(const Observation& observation, Judgement& judgement) const override {
    for (const Sighting& sighting : observation.sightings()) {
      if (!in_same_company(events_, sighting)) continue;
      if (!events_.matches(sighting))
        judgement.wrong.push_back(misordered(sighting, "check.order.not-first", {{"what", events_.description()}}));
      return;
    }
    judgement.missing.push_back(absent("check.order.absent", {{"what", events_.description()}}));
  }

 private:
  Selectors events_;
};

class LastRule final : public OrderRule {
 public:
  explicit LastRule(Selectors events) : events_(std::move(events)) {}

  void judge(const Observation& observation, Judgement& judgement) const override {
    const Sighting* last = nullptr;
    const Sighting* later = nullptr;
    for (const Sighting& sighting : observation.sightings()) {
      if (!in_same_company(events_, sighting)) continue;
      if (events_.matches(sighting)) {
        last = &sighting;
        later = nullptr;
      } else if (later == nullptr) {
        later = &sighting;
      }
    }
    if (last == nullptr) {
      judgement.missing.push_back(absent("check.order.absent", {{"what", events_.description()}}));
    } else if (later != nullptr) {
      judgement.wrong.push_back(
          misordered(*last, "check.order.not-last", {{"what", events_.description()}, {"later", event_text(*later)}}));
      judgement.wrong.back().related.push_back(other(*later, "check.related.later"));
    }
  }

 private:
  Selectors events_;
};

class AllBeforeRule final : public OrderRule {
 public:
  AllBeforeRule(Selectors first, Selectors second) : first_(std::move(first)), second_(std::move(second)) {}

  void judge(const Observation& observation, Judgement& judgement) const override {
    const Sighting* early = nullptr;
    for (const Sighting& sighting : observation.sightings()) {
      if (early != nullptr && first_.matches(sighting)) {
        judgement.wrong.push_back(misordered(
            *early, "check.order.too-early",
            {{"first", first_.description()}, {"second", second_.description()}, {"later", event_text(sighting)}}));
        judgement.wrong.back().related.push_back(other(sighting, "check.related.later"));
        return;
      }
      if (early == nullptr && second_.matches(sighting)) early = &sighting;
    }
  }

 private:
  Selectors first_;
  Selectors second_;
};

class EachBeforeRule final : public OrderRule {
 public:
  EachBeforeRule(KeyedEvents first, KeyedEvents second) : first_(std::move(first)), second_(std::move(second)) {}

  void judge(const Observation& observation, Judgement& judgement) const override {
    std::map<Value, long> lead;
    const Sighting* early = nullptr;
    std::optional<Value> early_key;
    for (const Sighting& sighting : observation.sightings()) {
      const auto first_key = first_.key_of(sighting);
      if (first_key && early_key && *first_key == *early_key) {
        judgement.wrong.back().related.push_back(other(sighting, "check.related.later"));
        return;
      }
      if (first_key) ++lead[*first_key];
      const auto second_key = second_.key_of(sighting);
      if (early != nullptr || !second_key || --lead[*second_key] >= 0) continue;
      early = &sighting;
      early_key = second_key;
      judgement.wrong.push_back(misordered(sighting, "check.order.too-early-for-key",
                                           {{"first", first_.events.description()},
                                            {"second", second_.events.description()},
                                            {"key", shortened(second_key->text)}}));
    }
  }

 private:
  KeyedEvents first_;
  KeyedEvents second_;
};

class IncreasingRule final : public OrderRule {
 public:
  IncreasingRule(KeyedEvents events, SelectedField number) : events_(std::move(events)), number_(std::move(number)) {}

  void judge(const Observation& observation, Judgement& judgement) const override {
    std::map<Value, std::pair<std::int64_t, const Sighting*>> latest;
    for (const Sighting& sighting : observation.sightings()) {
      const auto key = events_.key_of(sighting);
      const auto value = key ? number_.field.read(sighting) : std::nullopt;
      if (!value || !value->number) continue;
      const auto [before, is_first] = latest.try_emplace(*key, *value->number, &sighting);
      if (!is_first && *value->number <= before->second.first) {
        judgement.wrong.push_back(misordered(
            sighting, "check.order.not-increasing",
            {{"field", number_.text}, {"value", value->text}, {"previous", std::to_string(before->second.first)}}));
        judgement.wrong.back().related.push_back(other(*before->second.second, "check.related.earlier"));
        return;
      }
      before->second = {*value->number, &sighting};
    }
  }

 private:
  KeyedEvents events_;
  SelectedField number_;
};

class SequenceRule final : public OrderRule {
 public:
  explicit SequenceRule(std::vector<Selectors> sequence) : sequence_(std::move(sequence)) {}

  void judge(const Observation& observation, Judgement& judgement) const override {
    std::size_t next = 0;
    for (const Sighting& sighting : observation.sightings()) {
      if (!is_part(sighting)) continue;
      if (next == sequence_.size()) {
        judgement.wrong.push_back(misordered(sighting, "check.order.after-sequence", {}));
        return;
      }
      if (!sequence_[next].matches(sighting)) {
        judgement.wrong.push_back(
            misordered(sighting, "check.order.not-in-sequence", {{"expected", sequence_[next].description()}}));
        return;
      }
      ++next;
    }
    if (next < sequence_.size())
      judgement.missing.push_back(absent("check.order.absent", {{"what", sequence_[next].description()}}));
  }

 private:
  bool is_part(const Sighting& sighting) const {
    for (const Selectors& one : sequence_)
      if (one.matches(sighting)) return true;
    return false;
  }

  std::vector<Selectors> sequence_;
};

class AlternateRule final : public OrderRule {
 public:
  AlternateRule(KeyedEvents first, KeyedEvents second) : first_(std::move(first)), second_(std::move(second)) {}

  void judge(const Observation& observation, Judgement& judgement) const override {
    struct Turn {
      bool second = false;
      const Sighting* before = nullptr;
    };
    std::map<Value, Turn> turns;
    for (const Sighting& sighting : observation.sightings()) {
      const auto first_key = first_.key_of(sighting);
      const auto key = first_key ? first_key : second_.key_of(sighting);
      if (!key) continue;
      Turn& turn = turns[*key];
      if (turn.second == first_key.has_value()) {
        const KeyedEvents& due = turn.second ? second_ : first_;
        judgement.wrong.push_back(
            misordered(sighting, "check.order.not-alternating", {{"expected", due.events.description()}}));
        if (turn.before != nullptr)
          judgement.wrong.back().related.push_back(other(*turn.before, "check.related.earlier"));
        return;
      }
      turn = {!turn.second, &sighting};
    }
  }

 private:
  KeyedEvents first_;
  KeyedEvents second_;
};

class ContiguousRule final : public OrderRule {
 public:
  explicit ContiguousRule(KeyedEvents events) : events_(std::move(events)) {}

  void judge(const Observation& observation, Judgement& judgement) const override {
    std::map<Value, const Sighting*> ended_by;  // of each key whose block has ended, the event that came instead
    std::optional<Value> current;
    for (const Sighting& sighting : observation.sightings()) {
      const auto key = events_.key_of(sighting);
      if (!key || (current && *current == *key)) continue;
      if (current) ended_by.try_emplace(*current, &sighting);
      if (const auto ended = ended_by.find(*key); ended != ended_by.end()) {
        judgement.wrong.push_back(misordered(sighting, "check.order.not-together",
                                             {{"key", shortened(key->text)}, {"between", event_text(*ended->second)}}));
        judgement.wrong.back().related.push_back(other(*ended->second, "check.related.between"));
        return;
      }
      current = key;
    }
  }

 private:
  KeyedEvents events_;
};

}  // namespace

std::optional<Value> KeyedEvents::key_of(const Sighting& sighting) const {
  if (!events.matches(sighting)) return std::nullopt;
  return key ? key->read(sighting) : Value{};
}

std::unique_ptr<OrderRule> first_rule(Selectors events) {
  return std::make_unique<FirstRule>(std::move(events));
}

std::unique_ptr<OrderRule> last_rule(Selectors events) {
  return std::make_unique<LastRule>(std::move(events));
}

std::unique_ptr<OrderRule> all_before_rule(Selectors first, Selectors second) {
  return std::make_unique<AllBeforeRule>(std::move(first), std::move(second));
}

std::unique_ptr<OrderRule> each_before_rule(KeyedEvents first, KeyedEvents second) {
  return std::make_unique<EachBeforeRule>(std::move(first), std::move(second));
}

std::unique_ptr<OrderRule> increasing_rule(KeyedEvents events, SelectedField number) {
  return std::make_unique<IncreasingRule>(std::move(events), std::move(number));
}

std::unique_ptr<OrderRule> sequence_rule(std::vector<Selectors> sequence) {
  return std::make_unique<SequenceRule>(std::move(sequence));
}

std::unique_ptr<OrderRule> alternate_rule(KeyedEvents first, KeyedEvents second) {
  return std::make_unique<AlternateRule>(std::move(first), std::move(second));
}

std::unique_ptr<OrderRule> contiguous_rule(KeyedEvents events) {
  return std::make_unique<ContiguousRule>(std::move(events));
}

}  // namespace threadmark::check
