// Makes text of any origin harmless for the place that it is written to: one function for each kind of place.
#pragma once

#include <string>
#include <string_view>

namespace threadmark::report {

/// One line for logs, XML and JSON: control characters, bidirectional overrides and invalid bytes become visible, and
/// nothing is a command to a CI runner (`::error::` at the start of a line, `##[error]` and `##vso[…]` anywhere).
std::string log_line(std::string_view text);

/// The same for several lines: newlines stay.
std::string log_block(std::string_view text);

/// A sentence of Markdown (CommonMark, GFM, GitLab's) in one line: what stands between two backticks becomes a code
/// span, the rest is shown as it is: no HTML, link, picture, mention, reference, emoji or mathematics.
std::string markdown_line(std::string_view text);

/// The same inside a cell of a table.
std::string markdown_cell(std::string_view text);

/// A code span that shows the text in one line.
std::string markdown_code(std::string_view text);

/// A fenced block that shows the text, longer fences inside included; ends with a newline.
std::string markdown_block(std::string_view text, std::string_view language = "");

/// The text of a Mermaid message, note or name: all that Mermaid, its directives or HTML could take for their own
/// stands as an entity code (`#59;`).
std::string mermaid_text(std::string_view text);

/// The description of a TAP test point (TAP 14: `\` and `#` are escaped), in one line.
std::string tap_description(std::string_view text);

/// A double-quoted YAML 1.2 scalar on one line; the subset that TAP::Parser's YAMLish reads too.
std::string yaml_scalar(std::string_view text);

/// A SARIF message (2.1.0, 3.11): braces doubled, and no embedded links.
std::string sarif_message(std::string_view text);

/// A relative path as a URI reference (RFC 3986): every byte but unreserved ones and `/` percent-encoded; never
/// absolute, never climbing.
std::string uri_path(std::string_view path);

}  // namespace threadmark::report
