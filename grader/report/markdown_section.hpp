// One submission in Markdown, in the detail that there is room for.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "grader/report/report_set.hpp"

namespace threadmark::report {

/// The section of one submission in the greatest detail that fits into `room` bytes, beginning with its heading;
/// nothing when not even the table of checks fits.
std::string markdown_section(const Graded& graded, const Style& style, std::size_t room);

/// A picture for a verdict; it stands beside the word, never alone.
std::string verdict_mark(Verdict verdict);

/// A name of any origin, cut to what a heading or a table can hold.
std::string short_name(std::string_view name);

}  // namespace threadmark::report
