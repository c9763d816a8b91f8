// Reads `per`: the field that tells groups of events apart, one name for both sides or one for each.
#pragma once

#include <optional>
#include <string_view>

#include "grader/check/check_reader.hpp"
#include "grader/check/order_rules.hpp"

namespace threadmark::check {

/// The events with the key that `per` gives them: its first name for side 0, its last for side 1. Without `per` they
/// are keyed by `fallback`, or not at all where that is empty.
std::optional<KeyedEvents> keyed(CheckReader& reader, Selectors events, const Parameter* per, int side,
                                 std::string_view fallback = {});

}  // namespace threadmark::check
