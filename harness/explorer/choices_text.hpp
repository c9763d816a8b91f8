// The record of a schedule as short text: base64url over variable-length numbers.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

#include "harness/engine/choices.hpp"

namespace threadmark::explorer {

/// Writes the choices as text; how many characters, or 0 when they do not fit (an empty list gives ".", one character).
std::size_t write_choices(std::span<const engine::Choice> choices, std::span<char> text);
/// Reads them back; how many, or −1 when the text is no list of choices or too long for `choices`.
std::ptrdiff_t read_choices(std::string_view text, std::span<engine::Choice> choices);

}  // namespace threadmark::explorer
