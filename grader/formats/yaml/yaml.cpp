// The wrapper over yaml-cpp: its parser's events build our tree, so that every bound holds before memory is spent.
#include "grader/formats/yaml/yaml.hpp"

#include <algorithm>
#include <set>
#include <sstream>
#include <string>
#include <utility>

#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/mark.h>
#include <yaml-cpp/parser.h>

#include "grader/base/safe_text.hpp"

namespace threadmark::yaml {
namespace {

using Problems = std::vector<SpecProblem>;

/// Ends parsing at the first thing that is refused; thrown and caught in this file.
struct Refused {
  SpecProblem problem;
};

SpecPosition position_of(const YAML::Mark& mark) {
  if (mark.is_null()) return {};
  return {mark.line + 1, mark.column + 1};
}

[[noreturn]] void refuse(const YAML::Mark& mark, std::string message) {
  throw Refused{{position_of(mark), std::move(message)}};
}

/// Builds the tree from the parser's events.
class Builder : public YAML::EventHandler {
 public:
  Builder(std::string_view text, const Bounds& bounds) : text_(text), bounds_(bounds) {}

  void OnDocumentStart(const YAML::Mark&) override {}
  void OnDocumentEnd() override {}

  void OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) override {
    no_anchor(mark, anchor);
    add(node(mark, Parameter::Kind::none));
  }

  void OnAlias(const YAML::Mark& mark, YAML::anchor_t) override {
    refuse(mark, "aliases (`*name`) are not allowed here; write the value out");
  }

  void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                const std::string& value) override {
    no_anchor(mark, anchor);
    no_tag(mark, tag);
    if (value.size() > bounds_.scalar_bytes)
      refuse(mark, "this value is longer than " + std::to_string(bounds_.scalar_bytes) + " bytes");
    Parameter scalar = node(mark, Parameter::Kind::scalar);
    scalar.scalar = value;
    scalar.quoted = tag == "!";
    if (scalar.quoted && !is_closed(static_cast<std::size_t>(mark.pos))) refuse(mark, "this quote is not closed");
    add(std::move(scalar));
  }

  void OnSequenceStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                       YAML::EmitterStyle::value) override {
    no_anchor(mark, anchor);
    no_tag(mark, tag);
    open(node(mark, Parameter::Kind::list));
  }
  void OnSequenceEnd() override { close(); }

  void OnMapStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                  YAML::EmitterStyle::value) override {
    no_anchor(mark, anchor);
    no_tag(mark, tag);
    open(node(mark, Parameter::Kind::map));
  }
  void OnMapEnd() override { close(); }

  Parameter root;
  Problems duplicates;

 private:
  /// A list or map that is being read; `keys` are those that a map has already, by their text.
  struct Level {
    Parameter value;
    Parameter key;
    bool has_key = false;
    std::set<std::string> keys;
  };

  static void no_anchor(const YAML::Mark& mark, YAML::anchor_t anchor) {
    if (anchor != 0) refuse(mark, "anchors (`&name`) are not allowed here; write the value out where it is needed");
  }

  static void no_tag(const YAML::Mark& mark, const std::string& tag) {
    if (!tag.empty() && tag != "?" && tag != "!")
      refuse(mark,
             "tags (`!" + tag.substr(tag.find_last_of("!:") + 1) + "`) are not allowed here; write the plain value");
  }

  /// yaml-cpp takes a quote that the end of the file cuts off for a whole one, so we look for its end ourselves.
  bool is_closed(std::size_t begin) const {
    if (begin >= text_.size() || (text_[begin] != '\'' && text_[begin] != '"')) return true;  // a block scalar
    const char quote = text_[begin];
    for (std::size_t i = begin + 1; i < text_.size(); ++i) {
      if (quote == '"' && text_[i] == '\\')
        ++i;
      else if (text_[i] == quote && quote == '\'' && i + 1 < text_.size() && text_[i + 1] == quote)
        ++i;
      else if (text_[i] == quote)
        return true;
    }
    return false;
  }

  Parameter node(const YAML::Mark& mark, Parameter::Kind kind) {
    if (++nodes_ > bounds_.nodes)
      refuse(mark, "there are more than " + std::to_string(bounds_.nodes) + " values in this file");
    Parameter value;
    value.kind = kind;
    value.at = position_of(mark);
    return value;
  }

  void open(Parameter value) {
    if (open_.size() >= bounds_.depth)
      throw Refused{{value.at, "values are nested deeper than " + std::to_string(bounds_.depth) + " levels"}};
    open_.push_back(Level{std::move(value), {}, false, {}});
  }

  void close() {
    Parameter value = std::move(open_.back().value);
    open_.pop_back();
    add(std::move(value));
  }

  void add(Parameter value) {
    if (open_.empty()) {
      root = std::move(value);
      return;
    }
    Level& level = open_.back();
    if (level.value.kind == Parameter::Kind::list) {
      level.value.list.push_back(std::move(value));
    } else if (!level.has_key) {
      take_key(level, std::move(value));
    } else {
      level.has_key = false;
      if (level.keys.insert(level.key.scalar).second)
        level.value.map.emplace_back(std::move(level.key), std::move(value));
    }
  }

  void take_key(Level& level, Parameter key) {
    if (key.kind != Parameter::Kind::scalar) throw Refused{{key.at, "a key must be a word"}};
    if (key.scalar == "<<" && !key.quoted) throw Refused{{key.at, "merge keys (`<<`) are not allowed here"}};
    if (level.keys.contains(key.scalar)) {
      const SpecPosition first = position_of_key(level.value, key.scalar);
      duplicates.push_back({key.at, "the key `" + key.scalar + "` stands here a second time (the first is in line " +
                                        std::to_string(first.line) + "); remove one"});
    }
    level.key = std::move(key);
    level.has_key = true;
  }

  static SpecPosition position_of_key(const Parameter& map, const std::string& key) {
    for (const auto& [name, value] : map.map)
      if (name.scalar == key) return name.at;
    return {};
  }

  std::string_view text_;
  const Bounds& bounds_;
  std::size_t nodes_ = 0;
  std::vector<Level> open_;
};

/// The place of a byte of the text; columns count characters.
SpecPosition place_of(std::string_view text, std::size_t offset) {
  SpecPosition at{1, 1};
  for (std::size_t i = 0; i < offset; ++i) {
    if (text[i] == '\n') {
      ++at.line;
      at.column = 1;
    } else if ((static_cast<unsigned char>(text[i]) & 0xc0) != 0x80) {
      ++at.column;
    }
  }
  return at;
}

/// Bytes that YAML does not allow or yaml-cpp takes for something else (it reads 0x04 as the end of the file).
Problems unreadable_bytes(std::string_view text) {
  if (valid_utf8(text) != text) {
    std::size_t offset = 0;
    const std::string valid = valid_utf8(text);
    while (offset < text.size() && text[offset] == valid[offset])
      ++offset;
    return {{place_of(text, std::min(offset, text.size())), "this is not valid UTF-8"}};
  }
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto byte = static_cast<unsigned char>(text[i]);
    if ((byte < 0x20 && byte != '\t' && byte != '\n' && byte != '\r') || byte == 0x7f)
      return {{place_of(text, i), "a control character (number " + std::to_string(byte) + ") stands here"}};
  }
  return {};
}

/// yaml-cpp's words for the commonest slips, in ours.
std::string explained(const std::string& message) {
  if (message.find("end of map not found") != std::string::npos)
    return "the indentation is wrong here, or the line before lacks a `:` or a closing quote";
  if (message.find("illegal map value") != std::string::npos)
    return "a `:` is not possible here; put a value that contains `: ` in quotes";
  if (message.find("end of sequence not found") != std::string::npos)
    return "a list does not end properly: check the indentation of its `-`";
  if (message.find("illegal EOF in scalar") != std::string::npos) return "this quote is not closed";
  if (message.find("illegal tab") != std::string::npos) return "indent with blanks, not with tabs";
  return message;
}

Reading parse(const std::string& text, const Bounds& bounds) {
  Builder builder(text, bounds);
  std::istringstream stream(text);
  YAML::Parser parser(stream);
  if (!parser.HandleNextDocument(builder)) return {};
  Builder second(text, bounds);
  if (parser && parser.HandleNextDocument(second))
    return {{}, {{second.root.at, "a second document (after `---` or `...`) is not allowed"}}};
  return {std::move(builder.root), std::move(builder.duplicates)};
}

}  // namespace

Reading read(std::string_view text, const Bounds& bounds) {
  if (text.size() > bounds.bytes)
    return {{}, {{{1, 1}, "this file is longer than " + std::to_string(bounds.bytes / 1024) + " KiB"}}};
  if (text.starts_with("\xef\xbb\xbf")) text.remove_prefix(3);
  if (Problems problems = unreadable_bytes(text); !problems.empty()) return {{}, std::move(problems)};
  try {
    return parse(std::string(text), bounds);
  } catch (const Refused& refused) {
    return {{}, {refused.problem}};
  } catch (const YAML::Exception& error) {
    return {{}, {{position_of(error.mark), explained(error.msg)}}};
  }
}

}  // namespace threadmark::yaml
