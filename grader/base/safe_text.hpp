// Makes text that comes from students harmless for where it is shown, and measures it.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace threadmark {

/// Text in which each byte that is not part of valid UTF-8 (RFC 3629) stands as U+FFFD.
std::string valid_utf8(std::string_view text);

/// Whether newlines stay or are shown as `\n`.
enum class Newlines { keep, show };

/// Text that does nothing to a terminal or a log but be read: control characters (escape sequences, C1), bidirectional
/// overrides, line separators, invisible characters and invalid bytes become visible, as `\x1b`, `\u202e` or `\xff`; a
/// tab becomes one blank.
std::string terminal_safe(std::string_view text, Newlines newlines = Newlines::show);

/// How many columns valid UTF-8 without control characters takes on a terminal: East Asian wide characters take two,
/// combining marks none.
std::size_t display_width(std::string_view text);

/// The text shortened to that many columns, with `…` at the end where something was cut.
std::string shortened(std::string_view text, std::size_t columns);

}  // namespace threadmark
