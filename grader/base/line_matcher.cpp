// Translates patterns of output lines into expressions for RE2.
#include "grader/base/line_matcher.hpp"

#include <algorithm>
#include <cctype>
#include <optional>
#include <utility>

#include <re2/re2.h>

namespace threadmark {
namespace {

/// Bounds of a pattern; a lesson's line is far below them.
constexpr std::size_t longest_pattern = 2000;
constexpr std::size_t most_captures = 50;

bool is_name(std::string_view text) {
  if (text.empty() || std::isalpha(static_cast<unsigned char>(text.front())) == 0) return false;
  return std::all_of(text.begin(), text.end(),
                     [](unsigned char c) { return std::isalnum(c) != 0 || c == '-' || c == '_'; });
}

std::vector<std::string> split(std::string_view text, char separator) {
  std::vector<std::string> parts;
  for (;;) {
    const std::size_t end = text.find(separator);
    parts.emplace_back(text.substr(0, end));
    if (end == std::string_view::npos) return parts;
    text.remove_prefix(end + 1);
  }
}

/// Reads patterns into captures and the text of an expression.
class Translation {
 public:
  explicit Translation(std::string_view pattern) : pattern_(pattern) {}

  std::optional<PatternProblem> run() {
    if (pattern_.size() > longest_pattern) return PatternProblem{longest_pattern, "the pattern is too long"};
    while (at_ < pattern_.size()) {
      std::optional<PatternProblem> problem = pattern_[at_] == '<' ? place() : literal();
      if (problem) return problem;
    }
    return std::nullopt;
  }

  std::string expression;
  std::vector<Capture> captures;

 private:
  std::optional<PatternProblem> literal() {
    std::string text;
    for (; at_ < pattern_.size() && pattern_[at_] != '<'; ++at_) {
      if (pattern_[at_] == '\n') return PatternProblem{at_, "a pattern is one line"};
      if (pattern_[at_] == '\\' && at_ + 1 < pattern_.size() && (pattern_[at_ + 1] == '<' || pattern_[at_ + 1] == '\\'))
        ++at_;
      text += pattern_[at_];
    }
    if (ended_)
      return PatternProblem{at_ - 1, "nothing can follow a `:text` place, which takes everything up to the end"};
    expression += re2::RE2::QuoteMeta(text);
    return std::nullopt;
  }

  std::optional<PatternProblem> place() {
    const std::size_t begin = at_;
    const std::size_t end = pattern_.find('>', begin);
    if (end == std::string_view::npos)
      return PatternProblem{begin, "`<` opens a place that no `>` closes; a literal `<` is written `\\<`"};
    if (ended_)
      return PatternProblem{begin, "nothing can follow a `:text` place, which takes everything up to the end"};
    const std::string_view inside = pattern_.substr(begin + 1, end - begin - 1);
    at_ = end + 1;
    const std::size_t colon = inside.find(':');
    Capture capture;
    capture.name = inside.substr(0, colon);
    if (!is_name(capture.name))
      return PatternProblem{begin,
                            "`" + capture.name +
                                "` is no name for a place: a letter, then letters, digits, `-` or `_`; a literal "
                                "`<` is written `\\<`"};
    for (const Capture& other : captures)
      if (other.name == capture.name) return PatternProblem{begin, "the place `" + capture.name + "` stands twice"};
    if (captures.size() == most_captures) return PatternProblem{begin, "too many places"};
    const std::string_view kind = colon == std::string_view::npos ? std::string_view() : inside.substr(colon + 1);
    if (colon != std::string_view::npos && kind.empty())
      return PatternProblem{begin, "after `:` comes `int`, `text` or words separated by `|`"};
    return add(begin, std::move(capture), kind);
  }

  std::optional<PatternProblem> add(std::size_t begin, Capture capture, std::string_view kind) {
    if (kind.empty()) {
      expression += R"((\S+))";
    } else if (kind == "int") {
      capture.kind = CaptureKind::integer;
      expression += "([-+]?[0-9]+)";
    } else if (kind == "text") {
      capture.kind = CaptureKind::text;
      expression += "(.*)";
      ended_ = true;
    } else if (kind.find('|') == std::string_view::npos) {
      return PatternProblem{
          begin, "`" + std::string(kind) + "` is no kind of place: `int`, `text`, or words separated by `|`"};
    } else {
      capture.kind = CaptureKind::choice;
      capture.choices = split(kind, '|');
      std::string words;
      for (const std::string& choice : capture.choices) {
        if (choice.empty()) return PatternProblem{begin, "a word between `|` is empty"};
        words += (words.empty() ? "" : "|") + re2::RE2::QuoteMeta(choice);
      }
      expression += "(" + words + ")";
    }
    captures.push_back(std::move(capture));
    return std::nullopt;
  }

  std::string_view pattern_;
  std::size_t at_ = 0;
  bool ended_ = false;  ///< a `:text` place was there
};

}  // namespace

tl::expected<LineMatcher, PatternProblem> LineMatcher::compile(std::string_view pattern) {
  Translation translation(pattern);
  if (std::optional<PatternProblem> problem = translation.run()) return tl::make_unexpected(std::move(*problem));
  re2::RE2::Options options;
  options.set_encoding(re2::RE2::Options::EncodingLatin1);  // bytes: student output need not be UTF-8
  options.set_dot_nl(true);
  options.set_log_errors(false);
  auto expression = std::make_shared<const re2::RE2>(translation.expression, options);
  if (!expression->ok()) return tl::make_unexpected(PatternProblem{0, "the pattern is too complex"});
  LineMatcher matcher;
  matcher.pattern_ = pattern;
  matcher.captures_ = std::move(translation.captures);
  matcher.expression_ = std::move(expression);
  return matcher;
}

bool LineMatcher::match(std::string_view line, std::vector<std::string_view>& values) const {
  std::vector<re2::StringPiece> groups(captures_.size() + 1);
  if (!expression_->Match(re2::StringPiece(line.data(), line.size()), 0, line.size(), re2::RE2::ANCHOR_BOTH,
                          groups.data(), static_cast<int>(groups.size())))
    return false;
  values.clear();
  for (std::size_t i = 1; i < groups.size(); ++i)
    values.emplace_back(groups[i].data(), groups[i].size());
  return true;
}

int LineMatcher::index_of(std::string_view name) const {
  for (std::size_t i = 0; i < captures_.size(); ++i)
    if (captures_[i].name == name) return static_cast<int>(i);
  return -1;
}

}  // namespace threadmark
