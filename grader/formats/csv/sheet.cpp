// Reads cells with the places of their bytes.
#include "grader/formats/csv/sheet.hpp"

#include <algorithm>
#include <array>

#include "grader/formats/csv/csv.hpp"

namespace threadmark::csv {
namespace {

constexpr std::string_view byte_order_mark = "\xef\xbb\xbf";
constexpr std::size_t most_bytes = std::size_t{64} * 1024 * 1024;

/// The separator that stands most often in the first line, outside quotes.
char guess_separator(std::string_view text) {
  constexpr std::array<char, 3> separators = {',', ';', '\t'};
  std::array<std::size_t, 3> counts{};
  bool in_quotes = false;
  for (const char c : text) {
    if (c == '"') in_quotes = !in_quotes;
    if (in_quotes) continue;
    if (c == '\n') break;
    for (std::size_t i = 0; i < separators.size(); ++i)
      if (c == separators[i]) ++counts[i];
  }
  return separators[static_cast<std::size_t>(std::max_element(counts.begin(), counts.end()) - counts.begin())];
}

std::string place(int line, std::size_t column) {
  return "line " + std::to_string(line) + ", column " + std::to_string(column) + ": ";
}

}  // namespace

/// Goes through the text once.
class Sheet::Reader {
 public:
  explicit Reader(Sheet& sheet) : sheet_(sheet), text_(sheet.text_) {
    at_ = text_.starts_with(byte_order_mark) ? byte_order_mark.size() : 0;
    line_begin_ = at_;
  }

  Result<void> run() {
    while (at_ < text_.size()) {
      sheet_.rows_.push_back({{}, line_});
      while (true) {
        if (auto done = cell(); !done) return done;
        if (at_ == text_.size() || text_[at_] != sheet_.separator_) break;
        ++at_;
      }
      end_line();
    }
    return {};
  }

 private:
  bool at_line_end() const {
    return at_ == text_.size() || text_[at_] == '\n' || (text_[at_] == '\r' && text_.substr(at_, 2) == "\r\n");
  }

  void end_line() {
    if (at_ < text_.size()) at_ += text_[at_] == '\r' ? 2 : 1;
    ++line_;
    line_begin_ = at_;
  }

  Result<void> cell() {
    Cell cell{{}, at_, at_};
    if (at_ < text_.size() && text_[at_] == '"') {
      if (auto done = quoted(cell.value); !done) return done;
      if (!at_line_end() && text_[at_] != sheet_.separator_)
        return fail(input_error(place(line_, column()) + "text behind a closing quote"));
    } else {
      while (!at_line_end() && text_[at_] != sheet_.separator_)
        cell.value += text_[at_++];
    }
    cell.end = at_;
    sheet_.rows_.back().cells.push_back(std::move(cell));
    return {};
  }

  Result<void> quoted(std::string& value) {
    const std::string opened = place(line_, column());
    for (++at_; at_ < text_.size(); ++at_) {
      if (text_[at_] == '"') {
        if (text_.substr(at_ + 1, 1) != "\"") {
          ++at_;
          return {};
        }
        ++at_;
      }
      if (text_[at_] == '\n') {
        ++line_;
        line_begin_ = at_ + 1;
      }
      value += text_[at_];
    }
    return fail(input_error(opened + "a quote is not closed"));
  }

  std::size_t column() const { return at_ - line_begin_ + 1; }

  Sheet& sheet_;
  std::string_view text_;
  std::size_t at_ = 0;
  std::size_t line_begin_ = 0;
  int line_ = 1;
};

Result<Sheet> Sheet::read(std::string text) {
  if (text.size() > most_bytes) return fail(input_error("it is larger than 64 MiB"));
  const std::size_t nul = text.find('\0');
  if (nul != std::string::npos || text.starts_with("\xff\xfe") || text.starts_with("\xfe\xff"))
    return fail(input_error("line 1, column 1: this is no text in UTF-8 (save it as \"CSV UTF-8\")"));
  Sheet sheet;
  sheet.text_ = std::move(text);
  sheet.separator_ = guess_separator(sheet.text_);
  if (auto done = Reader(sheet).run(); !done) return fail(done.error());
  if (sheet.rows_.empty()) return fail(input_error("line 1, column 1: it is empty"));
  return sheet;
}

std::string_view Sheet::value(std::size_t row, std::size_t column) const {
  const std::vector<Cell>& cells = rows_[row].cells;
  return column < cells.size() ? std::string_view(cells[column].value) : std::string_view();
}

void Sheet::set(std::size_t row, std::size_t column, std::string_view value) {
  const Cell& cell = rows_[row].cells[column];
  std::string bytes = write({{std::string(value)}});
  bytes.resize(bytes.size() - 2);  // without the end of the line
  // `write` quotes for every separator; here only the file's own counts.
  const bool needless = bytes == "\"" + std::string(value) + "\"" && value.find(separator_) == std::string_view::npos &&
                        value.find_first_of("\r\n") == std::string_view::npos;
  if (needless) bytes = value;
  const bool was_quoted = cell.begin < cell.end && text_[cell.begin] == '"';
  const bool must_quote = was_quoted || bytes.find(separator_) != std::string::npos;
  if (must_quote && !bytes.starts_with('"')) bytes = "\"" + bytes + "\"";
  changes_[cell.begin] = {cell.end, std::move(bytes)};
}

std::string Sheet::text() const {
  std::string out;
  std::size_t from = 0;
  for (const auto& [begin, change] : changes_) {
    out += text_.substr(from, begin - from) + change.second;
    from = change.first;
  }
  return out + text_.substr(from);
}

}  // namespace threadmark::csv
