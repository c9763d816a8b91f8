// What an event is called in messages.
#pragma once

#include <string>
#include <string_view>

#include "grader/check/observation.hpp"

namespace threadmark::check {

/// At most 200 bytes of a text, cut between characters, with `…` where something was cut.
std::string shortened(std::string_view text);

/// A line as it was printed; of other events their name, with the value of a driver's.
std::string event_text(const Sighting& sighting);

}  // namespace threadmark::check
