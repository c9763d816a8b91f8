// Looking up sentences and filling in their places.
#include "grader/words/words.hpp"

#include <cstdio>
#include <cstdlib>
#include <map>
#include <optional>

namespace threadmark::words {
namespace {

using Index = std::map<std::string_view, std::string_view>;

const Index& index_of(Language language) {
  static const Index english_index = [] {
    Index index;
    for (const Entry& entry : english.entries)
      index.emplace(entry.id, entry.text);
    return index;
  }();
  switch (language) {
    case Language::english:
      break;
  }
  return english_index;
}

bool strict() {
  const char* value = std::getenv("THREADMARK_STRICT_WORDS");
  return value != nullptr && std::string_view(value) == "1";
}

/// What is shown when the catalogue and the code do not agree.
std::string fallback(const Message& message, const std::string& problem) {
  if (strict()) {
    std::fprintf(stderr, "threadmark: message \"%s\": %s\n", message.id.c_str(), problem.c_str());
    std::abort();
  }
  std::string text = message.id;
  const char* separator = " (";
  for (const auto& [name, value] : message.args) {
    text += separator + name + ": " + value;
    separator = ", ";
  }
  return message.args.empty() ? text : text + ")";
}

/// `with` when the argument is there and not empty, `*` in it standing for its value; else `without`.
std::string choose(const std::string& value, std::string_view with, std::string_view without) {
  if (value.empty()) return std::string(without);
  std::string text(with);
  const std::size_t star = text.find('*');
  return star == std::string::npos ? text : text.replace(star, 1, value);
}

/// The value for the inside of one pair of braces, or nothing when the message lacks the argument.
std::optional<std::string> fill(std::string_view place, const Message& message) {
  const std::size_t name_end = place.find_first_of("|?");
  const auto argument = message.args.find(std::string(place.substr(0, name_end)));
  const bool is_there = argument != message.args.end();
  if (name_end == std::string_view::npos) return is_there ? std::optional(argument->second) : std::nullopt;
  const std::string_view words = place.substr(name_end + 1);
  const std::size_t bar = words.find('|');
  const std::string_view first = words.substr(0, bar);
  const std::string_view second = bar == std::string_view::npos ? std::string_view() : words.substr(bar + 1);
  if (place[name_end] == '?') return choose(is_there ? argument->second : std::string(), first, second);
  if (!is_there) return std::nullopt;
  return std::string(argument->second == "1" ? first : second);
}

}  // namespace

std::string render(const Message& message, Language language) {
  const Index& index = index_of(language);
  const auto entry = index.find(message.id);
  if (entry == index.end()) return fallback(message, "the catalogue has no such entry");
  std::string text;
  const std::string_view source = entry->second;
  for (std::size_t i = 0; i < source.size(); ++i) {
    if (source[i] != '{') {
      text += source[i];
      continue;
    }
    if (i + 1 < source.size() && source[i + 1] == '{') {
      text += source[i++];
      continue;
    }
    const std::size_t end = source.find('}', i);
    if (end == std::string_view::npos) return fallback(message, "a brace is not closed");
    const std::string_view place = source.substr(i + 1, end - i - 1);
    const std::optional<std::string> value = fill(place, message);
    if (!value) return fallback(message, "the argument \"" + std::string(place) + "\" is missing");
    text += *value;
    i = end;
  }
  return text;
}

bool has_entry(std::string_view id, Language language) {
  return index_of(language).contains(id);
}

const KindText& about(FindingKind kind, Language language) {
  for (const KindText& text : catalogue(language).kinds)
    if (text.kind == kind) return text;
  std::fprintf(stderr, "threadmark: no text about the kind %d\n", static_cast<int>(kind));
  std::abort();
}

}  // namespace threadmark::words
