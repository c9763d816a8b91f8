// A CSV file of somebody else's, in which single cells are changed and every other byte stays.
#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "grader/base/result.hpp"

namespace threadmark::csv {

/// A cell: its value without quotes, and which bytes of the text it takes with them.
struct Cell {
  std::string value;
  std::size_t begin = 0;
  std::size_t end = 0;
};

/// A sheet. Lines end in LF or CRLF; cells are parted by the comma, semicolon or tab that the first line has most of;
/// a byte-order mark is kept and is no part of the first cell.
class Sheet {
 public:
  /// Reads a text; an input error names line and column: an open quote, text behind a closing one, UTF-16, or no text.
  static Result<Sheet> read(std::string text);

  std::size_t rows() const { return rows_.size(); }
  std::size_t columns(std::size_t row) const { return rows_[row].cells.size(); }

  /// The value as it was read; nothing where the row is shorter.
  std::string_view value(std::size_t row, std::size_t column) const;

  /// The line, from 1, on which a row begins.
  int line(std::size_t row) const { return rows_[row].line; }

  char separator() const { return separator_; }

  /// Changes a cell that is there; it is quoted when it was quoted, or must be. Formulas are disarmed as `write` does.
  void set(std::size_t row, std::size_t column, std::string_view value);

  /// The text with all changes.
  std::string text() const;

 private:
  struct Row {
    std::vector<Cell> cells;
    int line = 1;
  };
  class Reader;

  std::string text_;
  char separator_ = ',';
  std::vector<Row> rows_;
  std::map<std::size_t, std::pair<std::size_t, std::string>> changes_;  ///< by first byte: end and new bytes
};

}  // namespace threadmark::csv
