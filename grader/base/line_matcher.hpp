// Patterns of output lines: literal text with places such as `<name>`, `<pid:int>`, `<word:a|b>` and `<rest:text>`.
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include <tl/expected.hpp>

namespace re2 {
class RE2;
}

namespace threadmark {

/// What a place of a pattern stands for.
enum class CaptureKind {
  word,     ///< `<x>`: one or more characters, none of them white space
  integer,  ///< `<x:int>`: a decimal integer, perhaps with a sign
  text,     ///< `<x:text>`: anything up to the end, also nothing
  choice,   ///< `<x:a|b|c>`: one of the words
};

/// One place of a pattern.
struct Capture {
  std::string name;
  CaptureKind kind = CaptureKind::word;
  std::vector<std::string> choices;  ///< only for `choice`
};

/// What is wrong with a pattern; `offset` counts its bytes from 0.
struct PatternProblem {
  std::size_t offset = 0;
  std::string message;
};

/// A compiled pattern. Matching takes time linear in the line, whatever the pattern (RE2). Cheap to copy; safe to use
/// from several threads.
class LineMatcher {
 public:
  static tl::expected<LineMatcher, PatternProblem> compile(std::string_view pattern);

  const std::string& pattern() const { return pattern_; }
  const std::vector<Capture>& captures() const { return captures_; }

  /// True when the whole line fits; then `values` are the captures in order, views into `line`. Lines are bytes:
  /// invalid UTF-8 is matched as it is.
  bool match(std::string_view line, std::vector<std::string_view>& values) const;

  /// The index of the capture of that name, or −1.
  int index_of(std::string_view name) const;

 private:
  LineMatcher() = default;

  std::string pattern_;
  std::vector<Capture> captures_;
  std::shared_ptr<const re2::RE2> expression_;
};

}  // namespace threadmark
