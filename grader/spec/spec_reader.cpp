// Checks and converts single values of a spec.
#include "grader/spec/spec_reader.hpp"

#include <array>
#include <cctype>
#include <charconv>
#include <cstdio>
#include <filesystem>
#include <tuple>

#include "grader/base/nearest_name.hpp"

namespace threadmark::spec {
namespace {

std::string kind_of(const Parameter& value) {
  switch (value.kind) {
    case Parameter::Kind::none:
      return "empty";
    case Parameter::Kind::list:
      return "a list";
    case Parameter::Kind::map:
      return "a map";
    case Parameter::Kind::scalar:
      return "`" + value.scalar + "`";
  }
  return {};
}

template <class Number>
std::optional<Number> parsed(const std::string& text) {
  Number value{};
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return value;
}

/// A number as people write it.
std::string shown(double number) {
  std::array<char, 32> text{};
  std::snprintf(text.data(), text.size(), "%.10g", number);
  return text.data();
}

std::string joined(std::span<const std::string_view> names) {
  std::string all;
  for (const std::string_view name : names)
    all += (all.empty() ? "`" : ", `") + std::string(name) + "`";
  return all;
}

std::string named(std::string_view what) {
  return "`" + std::string(what) + "`";
}

}  // namespace

bool SpecReader::is_scalar(const Parameter& value, std::string_view what, std::string_view wanted) {
  if (value.kind == Parameter::Kind::scalar) return true;
  problem(value.at, named(what) + " must be " + std::string(wanted) + ", but is " + kind_of(value));
  return false;
}

bool SpecReader::is_map(const Parameter& value, std::string_view what) {
  if (value.kind == Parameter::Kind::map) return true;
  problem(value.at, named(what) + " must be a map (`key: value`), but is " + kind_of(value));
  return false;
}

bool SpecReader::is_list(const Parameter& value, std::string_view what) {
  if (value.kind == Parameter::Kind::list) return true;
  problem(value.at, named(what) + " must be a list (`- …` or `[…]`), but is " + kind_of(value));
  return false;
}

std::string SpecReader::text(const Parameter& value, std::string_view what) {
  if (!is_scalar(value, what, "a text")) return {};
  return value.scalar;
}

std::string SpecReader::word(const Parameter& value, std::string_view what) {
  if (!is_scalar(value, what, "a name")) return {};
  const std::string& text = value.scalar;
  const bool good = !text.empty() && std::isalnum(static_cast<unsigned char>(text.front())) != 0 &&
                    std::all_of(text.begin(), text.end(),
                                [](unsigned char c) { return std::isalnum(c) != 0 || c == '-' || c == '_'; });
  if (!good) problem(value.at, named(what) + " must be a name of letters, digits, `-` and `_`, but is `" + text + "`");
  return text;
}

bool SpecReader::flag(const Parameter& value, std::string_view what) {
  if (!is_scalar(value, what, "`true` or `false`")) return false;
  if (!value.quoted && value.scalar == "true") return true;
  if (value.quoted || value.scalar != "false")
    problem(value.at, named(what) + " must be `true` or `false`, but is " + kind_of(value));
  return false;
}

long SpecReader::whole(const Parameter& value, std::string_view what, long least, long most) {
  const std::string wanted = "a whole number from " + std::to_string(least) + " to " + std::to_string(most);
  if (!is_scalar(value, what, wanted)) return least;
  const std::optional<long> number = value.quoted ? std::nullopt : parsed<long>(value.scalar);
  if (number && *number >= least && *number <= most) return *number;
  problem(value.at, named(what) + " must be " + wanted + ", but is " + kind_of(value));
  return least;
}

double SpecReader::number(const Parameter& value, std::string_view what, double least, double most) {
  const std::string wanted = "a number from " + shown(least) + " to " + shown(most);
  if (!is_scalar(value, what, wanted)) return least;
  const std::optional<double> number = value.quoted ? std::nullopt : parsed<double>(value.scalar);
  if (number && *number >= least && *number <= most) return *number;
  problem(value.at, named(what) + " must be " + wanted + ", but is " + kind_of(value));
  return least;
}

std::optional<std::size_t> SpecReader::one_of(const Parameter& value, std::string_view what,
                                              std::span<const std::string_view> names) {
  if (!is_scalar(value, what, "one of " + joined(names))) return std::nullopt;
  for (std::size_t i = 0; i < names.size(); ++i)
    if (names[i] == value.scalar) return i;
  const std::vector<std::string> candidates(names.begin(), names.end());
  problem(value.at, named(what) + " must be one of " + joined(names) + ", but is `" + value.scalar + "`" +
                        did_you_mean(value.scalar, candidates));
  return std::nullopt;
}

std::vector<std::string> SpecReader::texts(const Parameter& value, std::string_view what) {
  if (value.kind == Parameter::Kind::scalar) return {value.scalar};
  std::vector<std::string> all;
  if (!is_list(value, what)) return all;
  for (const Parameter& item : value.list)
    all.push_back(text(item, what));
  return all;
}

std::string SpecReader::file_name(const Parameter& value, std::string_view what) {
  const std::string name = text(value, what);
  if (value.kind != Parameter::Kind::scalar) return name;
  const std::filesystem::path path(name);
  bool good = !name.empty() && path.is_relative() && name.back() != '/' && name.size() < 200;
  for (const std::filesystem::path& part : path)
    good = good && !part.empty() && part.string().front() != '.';
  if (!good)
    problem(value.at,
            named(what) + " must name a file below this folder, without `..` and leading dots, but is `" + name + "`");
  return name;
}

std::vector<std::string> SpecReader::file_names(const Parameter& value, std::string_view what) {
  if (value.kind == Parameter::Kind::scalar) return {file_name(value, what)};
  std::vector<std::string> all;
  if (!is_list(value, what)) return all;
  for (const Parameter& item : value.list) {
    std::string name = file_name(item, what);
    if (std::find(all.begin(), all.end(), name) != all.end())
      problem(item.at, named(what) + " names `" + name + "` twice");
    else
      all.push_back(std::move(name));
  }
  return all;
}

std::map<std::string, std::string> SpecReader::text_map(const Parameter& value, std::string_view what) {
  std::map<std::string, std::string> all;
  if (!is_map(value, what)) return all;
  for (const auto& [name, item] : value.map)
    all[name.scalar] = item.kind == Parameter::Kind::none ? std::string() : text(item, name.scalar);
  return all;
}

void SpecReader::unknown_key(const Parameter& name, const std::vector<std::string>& possible) {
  std::string message = "unknown key `" + name.scalar + "`";
  if (const std::optional<std::string> near = nearest_name(name.scalar, possible)) {
    message += "; did you mean `" + *near + "`?";
  } else {
    message += "; possible here:";
    for (std::size_t i = 0; i < possible.size(); ++i)
      message += (i == 0 ? " `" : ", `") + possible[i] + "`";
  }
  problem(name.at, std::move(message));
}

void SpecReader::missing_key(SpecPosition at, std::string_view what, std::string_view key) {
  problem(at, named(what) + " needs the key `" + std::string(key) + "`");
}

std::vector<SpecProblem> by_position(std::vector<SpecProblem> problems) {
  std::sort(problems.begin(), problems.end(), [](const SpecProblem& a, const SpecProblem& b) {
    return std::tie(a.at.line, a.at.column, a.message) < std::tie(b.at.line, b.at.column, b.message);
  });
  return problems;
}

}  // namespace threadmark::spec
