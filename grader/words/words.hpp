// Turns the id and arguments of a message into a sentence.
#pragma once

#include <string>
#include <string_view>

#include "grader/model/finding_kind.hpp"
#include "grader/model/message.hpp"
#include "grader/words/catalogue.hpp"
#include "grader/words/language.hpp"

namespace threadmark::words {

/// The sentence. An id that the catalogue does not have, or an argument that the sentence needs and the message lacks,
/// is our bug: it aborts where the environment says THREADMARK_STRICT_WORDS=1 (as our tests do); elsewhere the id and
/// its arguments are shown. Arguments are put in as they are: whoever prints must make the result safe for its sink.
std::string render(const Message& message, Language language = Language::english);

/// True when the catalogue has that id.
bool has_entry(std::string_view id, Language language = Language::english);

/// What that kind of finding means.
const KindText& about(FindingKind kind, Language language = Language::english);

}  // namespace threadmark::words
