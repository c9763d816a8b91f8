// Reading commands by tables of verbs and keys.
#include "harness/explorer/command.hpp"

#include <cstring>

namespace threadmark::explorer {
namespace {

struct VerbName {
  std::string_view name;
  Verb verb;
};
constexpr VerbName verbs[] = {
    {"nonce", Verb::nonce},   {"units", Verb::units}, {"explore", Verb::explore},
    {"replay", Verb::replay}, {"quit", Verb::quit},
};

struct TextKey {
  std::string_view name;
  std::string_view Command::*field;
};
constexpr TextKey text_keys[] = {
    {"unit", &Command::unit},
    {"strategy", &Command::strategy},
    {"choices", &Command::choices},
    {"files", &Command::files},
};

struct NumberKey {
  std::string_view name;
  std::uint64_t Command::*field;
};
constexpr NumberKey number_keys[] = {
    {"seed", &Command::seed},
    {"from", &Command::from},
    {"to", &Command::to},
    {"steps", &Command::steps},
    {"cpu_ms", &Command::cpu_ms},
    {"spurious", &Command::spurious},
    {"preemptions", &Command::preemptions},
    {"output_kb", &Command::output_kb},
    {"processes", &Command::processes},
    {"threads", &Command::threads},
    {"memory_mb", &Command::memory_mb},
    {"all", &Command::all},
    {"must_block", &Command::must_block},
    {"leaks", &Command::leaks},
};

template <class T>
struct Word {
  std::string_view name;
  T value;
};
constexpr Word<trace::TimeMode> times[] = {
    {"exact", trace::TimeMode::exact}, {"any", trace::TimeMode::any}, {"both", trace::TimeMode::both}};
constexpr Word<trace::Detail> details[] = {{"observable", trace::Detail::observable}, {"full", trace::Detail::full}};
constexpr Word<Until> untils[] = {{"failure", Until::failure}, {"any", Until::any}, {"budget", Until::budget}};

template <class T, std::size_t n>
bool read_word(std::string_view text, const Word<T> (&words)[n], T& value) {
  for (const Word<T>& word : words) {
    if (word.name != text) continue;
    value = word.value;
    return true;
  }
  return false;
}

bool read_number(std::string_view text, std::uint64_t& value) {
  if (text.empty() || text.size() > 19) return false;
  value = 0;
  for (const char digit : text) {
    if (digit < '0' || digit > '9') return false;
    value = value * 10 + static_cast<std::uint64_t>(digit - '0');
  }
  return true;
}

int hex_value(char digit) {
  if (digit >= '0' && digit <= '9') return digit - '0';
  if (digit >= 'A' && digit <= 'F') return digit - 'A' + 10;
  if (digit >= 'a' && digit <= 'f') return digit - 'a' + 10;
  return -1;
}

bool read_parameter(std::string_view key, std::string_view value, Command& command) {
  for (const TextKey& known : text_keys) {
    if (known.name != key) continue;
    command.*known.field = value;
    return true;
  }
  for (const NumberKey& known : number_keys)
    if (known.name == key) return read_number(value, command.*known.field);
  if (key == "time") return read_word(value, times, command.time);
  if (key == "detail") return read_word(value, details, command.detail);
  return key == "until" && read_word(value, untils, command.until);
}

bool find_verb(std::string_view name, Verb& verb) {
  for (const VerbName& known : verbs) {
    if (known.name != name) continue;
    verb = known.verb;
    return true;
  }
  return false;
}

}  // namespace

bool unescape(char* text, std::size_t& size) {
  std::size_t to = 0;
  for (std::size_t from = 0; from < size; ++from) {
    char character = text[from];
    if (character == '%') {
      if (from + 2 >= size) return false;
      const int high = hex_value(text[from + 1]);
      const int low = hex_value(text[from + 2]);
      if (high < 0 || low < 0) return false;
      character = static_cast<char>(high * 16 + low);
      from += 2;
    }
    text[to++] = character;
  }
  size = to;
  return true;
}

bool read_command(char* line, std::size_t size, Command& command, const char*& problem) {
  command = Command{};
  problem = "unknown command";
  std::size_t at = 0;
  for (bool first = true; at < size || first; first = false) {
    std::size_t end = at;
    while (end < size && line[end] != ' ')
      ++end;
    const std::string_view word(line + at, end - at);
    const std::size_t equals = word.find('=');
    if (first) {
      if (!find_verb(word, command.verb)) return false;
    } else if (command.verb == Verb::nonce) {
      command.nonce = word;
    } else {
      problem = "a parameter is unknown or its value is wrong";
      if (equals == std::string_view::npos) return false;
      std::size_t value_size = word.size() - equals - 1;
      // Lists keep their escapes: their parts are separated first.
      const bool list = word.substr(0, equals) == "files";
      if (!list && !unescape(line + at + equals + 1, value_size)) return false;
      if (!read_parameter(word.substr(0, equals), {line + at + equals + 1, value_size}, command)) return false;
    }
    at = end + 1;
  }
  return true;
}

}  // namespace threadmark::explorer
