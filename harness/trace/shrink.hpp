// Makes a failing schedule shorter: proposes schedules with fewer choices, is told which still fail, and keeps the
// best.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "harness/trace/choices_text.hpp"

namespace threadmark::trace {

/// Delta debugging (Zeller, Hildebrandt, 2002) over the choices of a schedule. Ask next(), run it (`replay`), tell()
/// the outcome, and so on until next() gives nothing. Same answers ⇒ same proposals.
class Shrinker {
 public:
  /// `choices` fails. At most `tries` proposals are made.
  explicit Shrinker(std::string_view choices, std::size_t tries = 200);

  /// The next schedule to try; nothing: finished.
  std::optional<std::string> next();
  /// Whether the proposed schedule still fails. `as_run`: the choices that its run really made, which may be fewer.
  void tell(bool still_fails, std::string_view as_run = {});
  /// The shortest failing schedule so far.
  std::string best() const;
  /// Its number of choices (switches, time-outs and values).
  std::size_t size() const { return choices_.size(); }

 private:
  void advance();

  std::vector<Choice> choices_;
  std::vector<Choice> proposed_;
  std::size_t tries_left_;
  std::size_t chunk_ = 0;     ///< how many choices the current pass takes out at once
  std::size_t end_ = 0;       ///< the chunk in question ends before this choice
  bool pass_helped_ = false;  ///< something was taken out at chunk size 1 in this pass
};

/// The choices of a text; nothing when it is none.
std::optional<std::vector<Choice>> choices_of(std::string_view text);
std::string text_of(const std::vector<Choice>& choices);

}  // namespace threadmark::trace
