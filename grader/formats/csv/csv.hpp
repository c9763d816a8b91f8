// CSV (RFC 4180): rows of fields, written so that a spreadsheet runs none of them.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "grader/base/result.hpp"

namespace threadmark::csv {

using Row = std::vector<std::string>;

/// The rows as text with CRLF ends. A field that a spreadsheet would take for a formula (it begins, after blanks, with
/// `=`, `+`, `-`, `@`, in full width too, a tab, a carriage return or a newline, and is no number) gets a `'` in front;
/// invalid UTF-8 becomes U+FFFD.
std::string write(const std::vector<Row>& rows);

/// The rows of a text with LF or CRLF ends and an optional byte-order mark, or an input error that names the line.
Result<std::vector<Row>> read(std::string_view text);

}  // namespace threadmark::csv
