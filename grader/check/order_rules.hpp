// The single rules of an `order` check. The event that came too early is the one to blame, where there is a choice.
#pragma once

#include <memory>
#include <optional>
#include <vector>

#include "grader/check/judgement.hpp"
#include "grader/check/observation.hpp"
#include "grader/check/selector.hpp"

namespace threadmark::check {

/// One rule about the order of events; adds at most one finding.
class OrderRule {
 public:
  virtual ~OrderRule() = default;
  virtual void judge(const Observation& observation, Judgement& judgement) const = 0;
};

/// Some events, and what tells one group of them from another (nothing: they are all one group).
struct KeyedEvents {
  Selectors events;
  std::optional<SharedField> key;

  /// The key of an event that matches; nothing where it does not match or its key is unknown.
  std::optional<Value> key_of(const Sighting& sighting) const;
};

/// The first (last) of all lines is one of these; of driver events where the selector names those.
std::unique_ptr<OrderRule> first_rule(Selectors events);
std::unique_ptr<OrderRule> last_rule(Selectors events);

/// Every event of the first is before every event of the second.
std::unique_ptr<OrderRule> all_before_rule(Selectors first, Selectors second);

/// For each key, the k-th of the first is before the k-th of the second.
std::unique_ptr<OrderRule> each_before_rule(KeyedEvents first, KeyedEvents second);

/// For each key, the numbers grow from event to event.
std::unique_ptr<OrderRule> increasing_rule(KeyedEvents events, SelectedField number);

/// The events that any of the selectors names occur in exactly this order, one for each.
std::unique_ptr<OrderRule> sequence_rule(std::vector<Selectors> sequence);

/// For each key, the events take turns, the first selector's first.
std::unique_ptr<OrderRule> alternate_rule(KeyedEvents first, KeyedEvents second);

/// The events of one key stand together.
std::unique_ptr<OrderRule> contiguous_rule(KeyedEvents events);

}  // namespace threadmark::check
