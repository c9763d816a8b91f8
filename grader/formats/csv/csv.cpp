// Quoting fields, and a reader that is a small state machine.
#include "grader/formats/csv/csv.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

#include "grader/base/safe_text.hpp"

namespace threadmark::csv {
namespace {

constexpr std::string_view formula_starts = "=+-@\t\r\n";

/// The same in full width, which spreadsheets of East Asia take too.
constexpr std::string_view wide_starts[] = {"\uff1d", "\uff0b", "\uff0d", "\uff20"};

bool starts_formula(std::string_view field) {
  // Blanks in front do not save: some programs cut them off.
  field.remove_prefix(std::min(field.find_first_not_of(' '), field.size()));
  return (!field.empty() && formula_starts.find(field.front()) != std::string_view::npos) ||
         std::any_of(std::begin(wide_starts), std::end(wide_starts),
                     [&](std::string_view start) { return field.starts_with(start); });
}

bool is_number(std::string_view field) {
  if (!field.empty() && (field.front() == '-' || field.front() == '+')) field.remove_prefix(1);
  return !field.empty() &&
         std::all_of(field.begin(), field.end(), [](char c) { return (c >= '0' && c <= '9') || c == '.'; });
}

std::string quoted(std::string_view field) {
  std::string text = valid_utf8(field);
  if (starts_formula(text) && !is_number(text)) text.insert(0, "'");
  if (text.find_first_of(",\"\r\n;\t'") == std::string::npos) return text;
  std::string out = "\"";
  for (const char c : text)
    out += c == '"' ? std::string("\"\"") : std::string(1, c);
  return out + "\"";
}

}  // namespace

std::string write(const std::vector<Row>& rows) {
  std::string out;
  for (const Row& row : rows) {
    for (std::size_t i = 0; i < row.size(); ++i)
      out += (i == 0 ? "" : ",") + quoted(row[i]);
    out += "\r\n";
  }
  return out;
}

Result<std::vector<Row>> read(std::string_view text) {
  if (text.starts_with("\xef\xbb\xbf")) text.remove_prefix(3);
  std::vector<Row> rows;
  Row row;
  std::string field;
  bool in_quotes = false;
  bool begun = false;  // something of the current row was seen
  int line = 1;
  int quote_line = 1;
  const auto end_row = [&] {
    row.push_back(std::exchange(field, {}));
    rows.push_back(std::exchange(row, {}));
    begun = false;
  };
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (c == '\n') ++line;
    if (in_quotes) {
      if (c != '"')
        field += c;
      else if (i + 1 < text.size() && text[i + 1] == '"')
        field += text[++i];
      else
        in_quotes = false;
    } else if (c == '"' && field.empty()) {
      in_quotes = begun = true;
      quote_line = line;
    } else if (c == ',') {
      row.push_back(std::exchange(field, {}));
      begun = true;
    } else if (c == '\n' || (c == '\r' && i + 1 < text.size() && text[i + 1] == '\n')) {
      if (c == '\r') {
        ++i;
        ++line;
      }
      end_row();
    } else {
      field += c;
      begun = true;
    }
  }
  if (in_quotes) return fail(input_error("line " + std::to_string(quote_line) + ": a quote is not closed"));
  if (begun || !row.empty()) end_row();
  return rows;
}

}  // namespace threadmark::csv
