// The table of languages.
#include "grader/words/catalogue.hpp"

#include <array>
#include <cstddef>

namespace threadmark::words {
namespace {

/// In the order of `Language`.
constexpr std::array<const Catalogue*, 1> languages = {&english};

}  // namespace

const Catalogue& catalogue(Language language) {
  return *languages[static_cast<std::size_t>(language)];
}

std::optional<Language> language_named(std::string_view code) {
  for (std::size_t i = 0; i < languages.size(); ++i)
    if (languages[i]->code == code) return static_cast<Language>(i);
  return std::nullopt;
}

std::vector<std::string_view> language_codes() {
  std::vector<std::string_view> codes;
  for (const Catalogue* language : languages)
    codes.push_back(language->code);
  return codes;
}

}  // namespace threadmark::words
