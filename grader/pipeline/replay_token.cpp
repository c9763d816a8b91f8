// Printing and reading replay tokens.
#include "grader/pipeline/replay_token.hpp"

#include <algorithm>
#include <vector>

#include "grader/base/sha256.hpp"

namespace threadmark::pipeline {
namespace {

constexpr std::string_view prefix = "tm1";
constexpr std::size_t fields = 10;
constexpr std::size_t longest = std::size_t{64} * 1024;

bool plain(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
         std::string_view("./_+=-").find(c) != std::string_view::npos;
}

std::vector<std::string> split(std::string_view text) {
  std::vector<std::string> parts;
  for (std::size_t begin = 0;;) {
    const std::size_t end = text.find(':', begin);
    parts.emplace_back(text.substr(begin, end - begin));
    if (end == std::string_view::npos) return parts;
    begin = end + 1;
  }
}

Error bad(const std::string& what) {
  return input_error("this is no replay token: " + what +
                     ". A token is the word that stands behind `replay` in a finding; copy it whole");
}

}  // namespace

std::string print_token(const ReplayToken& token) {
  std::string text(prefix);
  for (const std::string& part : {token.version, token.lesson, token.case_id, token.unit,
                                  std::string(token.time == TimeMode::any ? "any" : "exact"), token.source_hash,
                                  token.lesson_hash, token.toolchain_hash, token.choices})
    text += ":" + part;
  return text;
}

Result<ReplayToken> read_token(std::string_view text) {
  if (text.size() > longest) return fail(bad("it is longer than 64 KiB"));
  const std::vector<std::string> parts = split(text);
  if (parts.front() != prefix) return fail(bad("it does not begin with `tm1:`"));
  if (parts.size() != fields)
    return fail(bad("it has " + std::to_string(parts.size()) + " parts instead of " + std::to_string(fields)));
  for (const std::string& part : parts)
    if (!std::all_of(part.begin(), part.end(), plain)) return fail(bad("it has characters that no token has"));
  if (parts[5] != "any" && parts[5] != "exact")
    return fail(bad("its time is `" + parts[5] + "` instead of `exact` or `any`"));
  return ReplayToken{.lesson = parts[2],
                     .case_id = parts[3],
                     .unit = parts[4],
                     .time = parts[5] == "any" ? TimeMode::any : TimeMode::exact,
                     .source_hash = parts[6],
                     .lesson_hash = parts[7],
                     .toolchain_hash = parts[8],
                     .version = parts[1],
                     .choices = parts[9]};
}

std::string short_hash(std::string_view text) {
  return sha256(text).substr(0, 8);
}

}  // namespace threadmark::pipeline
