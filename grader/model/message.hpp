// A sentence that people will read, as its id and arguments; `words/` turns it into a language.
#pragma once

#include <map>
#include <string>

namespace threadmark {

/// The id of an entry in the catalogue of messages and the values for its places, by name.
struct Message {
  std::string id;
  std::map<std::string, std::string> args;

  bool operator==(const Message&) const = default;
};

}  // namespace threadmark
