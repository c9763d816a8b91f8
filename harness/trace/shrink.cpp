// Taking choices out, large pieces first, from the end to the beginning: late choices depend on early ones.
#include "harness/trace/shrink.hpp"

#include <algorithm>

namespace threadmark::trace {

std::optional<std::vector<Choice>> choices_of(std::string_view text) {
  std::vector<Choice> choices(text.size() / 3 + 1);
  const std::ptrdiff_t count = read_choices(text, std::span(choices));
  if (count < 0) return std::nullopt;
  choices.resize(static_cast<std::size_t>(count));
  return choices;
}

std::string text_of(const std::vector<Choice>& choices) {
  constexpr std::size_t longest_choice = 40;
  std::string text(choices.size() * longest_choice + 1, '\0');
  text.resize(write_choices(std::span<const Choice>(choices), std::span(text)));
  return text;
}

Shrinker::Shrinker(std::string_view choices, std::size_t tries)
    : choices_(choices_of(choices).value_or(std::vector<Choice>())), tries_left_(tries) {
  // Everything at once first: many failures need no switch at all.
  chunk_ = end_ = choices_.size();
}

std::optional<std::string> Shrinker::next() {
  if (tries_left_ == 0 || chunk_ == 0 || choices_.empty()) return std::nullopt;
  --tries_left_;
  const std::size_t begin = end_ > chunk_ ? end_ - chunk_ : 0;
  proposed_ = choices_;
  proposed_.erase(proposed_.begin() + static_cast<std::ptrdiff_t>(begin),
                  proposed_.begin() + static_cast<std::ptrdiff_t>(end_));
  return text_of(proposed_);
}

std::string Shrinker::best() const {
  return text_of(choices_);
}

void Shrinker::tell(bool still_fails, std::string_view as_run) {
  if (!still_fails) {
    advance();
    return;
  }
  choices_ = proposed_;
  if (!as_run.empty()) {
    const auto run = choices_of(as_run);
    if (run && run->size() <= choices_.size()) choices_ = *run;
  }
  pass_helped_ = true;
  end_ = std::min(end_ > chunk_ ? end_ - chunk_ : 0, choices_.size());
  chunk_ = std::min(chunk_, choices_.size());
  if (end_ == 0) advance();
}

// The next chunk towards the beginning; then the next smaller size, the smallest again as long as it helps.
void Shrinker::advance() {
  end_ = end_ > chunk_ ? end_ - chunk_ : 0;
  if (end_ > 0) return;
  if (chunk_ > 1) {
    chunk_ = (chunk_ + 1) / 2;
  } else if (!pass_helped_) {
    chunk_ = 0;
  }
  pass_helped_ = false;
  end_ = choices_.size();
}

}  // namespace threadmark::trace
