// The entries of one language: every sentence that people read, by id, and what each kind of finding means.
#pragma once

#include <span>
#include <string_view>

#include "grader/model/finding_kind.hpp"
#include "grader/words/language.hpp"

namespace threadmark::words {

/// One sentence. In `text`, `{name}` stands for an argument; `{name|one|many}` for the first word when the argument is
/// 1 and for the second otherwise; `{name?with * in it|without}` for the first text, `*` being the argument, when the
/// message has it and it is not empty, else for the second; `{{` for a brace.
struct Entry {
  std::string_view id;
  std::string_view text;
};

/// What one kind of finding means, for students. `wrong` and `right` are small pieces of C++; the others are prose.
struct KindText {
  FindingKind kind;
  std::string_view title;    ///< a few words
  std::string_view meaning;  ///< what it means
  std::string_view why;      ///< why it matters
  std::string_view think;    ///< how to think about it
  std::string_view wrong;
  std::string_view right;
};

/// One language: its sentences as written and its texts about the kinds, in the order of `FindingKind`.
struct Catalogue {
  std::string_view code;
  std::span<const Entry> entries;
  std::span<const KindText> kinds;
};

/// The catalogue of a language.
const Catalogue& catalogue(Language language);

/// English: `en.cpp` and the files of `en/`.
extern const Catalogue english;

}  // namespace threadmark::words
