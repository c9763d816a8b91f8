// "Did you mean …?": the candidate that a mistyped word most likely stands for.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace threadmark {

/// The candidate with the least edit distance (Damerau–Levenshtein, adjacent swaps count one) to the word, the first
/// among equals; nothing when even that is further than a third of the word, and at least one, away.
std::optional<std::string> nearest_name(std::string_view word, std::span<const std::string> candidates);

/// "; did you mean `x`?" where there is such a candidate, else nothing.
std::string did_you_mean(std::string_view word, std::span<const std::string> candidates);

}  // namespace threadmark
