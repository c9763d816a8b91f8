// Reading the keys of events.
#include "grader/check/per_reader.hpp"

#include <utility>

namespace threadmark::check {

std::optional<KeyedEvents> keyed(CheckReader& reader, Selectors events, const Parameter* per, int side,
                                 std::string_view fallback) {
  KeyedEvents result{std::move(events), std::nullopt};
  if (per == nullptr) {
    if (!fallback.empty()) result.key = reader.field_of(fallback, reader.spec().at, result.events);
    return result;
  }
  const auto names = CheckReader::elements(*per);
  if (names.empty() || names.size() > 2) {
    reader.problem(per->at, "`per` is one FIELD for both sides, or [FIELD, FIELD]");
    return std::nullopt;
  }
  result.key = reader.field_of(side == 0 ? *names.front() : *names.back(), result.events);
  if (!result.key) return std::nullopt;
  return result;
}

}  // namespace threadmark::check
