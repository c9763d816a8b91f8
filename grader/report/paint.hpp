// Colours, wrapping and safe pieces of text for a terminal.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace threadmark::report {

/// What a piece of text is meant to look like.
enum class Tone { plain, strong, good, bad, warning, quiet };

/// Puts tones into text where colours are wanted; without them text stays as it is.
class Paint {
 public:
  explicit Paint(bool colour) : colour_(colour) {}
  std::string operator()(Tone tone, std::string_view text) const;

 private:
  bool colour_;
};

/// Text of any origin in one line that is safe to print.
std::string line(std::string_view text);

/// A paragraph broken at blanks to lines of at most `width` columns; the first begins after `first` (printed as it is,
/// its width counted), the others after as many blanks. Newlines in the text are kept. Ends with a newline.
std::string paragraph(std::string_view first, std::string_view text, std::size_t width);

/// The text filled up with blanks to that many columns.
std::string padded(std::string text, std::size_t columns);

/// A number of points without needless digits: "4", "2.5".
std::string number(double value);

}  // namespace threadmark::report
