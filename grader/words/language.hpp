// The languages that threadmark can speak.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

namespace threadmark::words {

/// A language of the catalogue; a new one is one file and one row in `catalogue.cpp`.
enum class Language { english };

/// The language of that code, such as "en"; nothing when there is none.
std::optional<Language> language_named(std::string_view code);

/// The codes of all languages, in the order of the enum.
std::vector<std::string_view> language_codes();

}  // namespace threadmark::words
