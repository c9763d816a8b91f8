// The token that names one schedule of one submission: what `threadmark replay` takes.
#pragma once

#include <string>
#include <string_view>

#include "grader/base/result.hpp"
#include "grader/model/run.hpp"

namespace threadmark::pipeline {

/// What a token says. The hashes are the first 8 hexadecimal digits of SHA-256 sums; `lesson` is empty for programs
/// without one.
struct ReplayToken {
  std::string lesson;
  std::string case_id;
  std::string unit;
  TimeMode time = TimeMode::exact;
  std::string source_hash;
  std::string lesson_hash;
  std::string toolchain_hash;
  std::string version;
  std::string choices;

  bool operator==(const ReplayToken&) const = default;
};

/// The token's text: one word of letters, digits and `.:/_+=-`.
std::string print_token(const ReplayToken& token);

/// Reads a token; an input error says what is wrong with it. Bounded: at most 64 KiB.
Result<ReplayToken> read_token(std::string_view text);

/// The short form of a SHA-256 sum (or of any text's sum) that tokens carry.
std::string short_hash(std::string_view text);

}  // namespace threadmark::pipeline
