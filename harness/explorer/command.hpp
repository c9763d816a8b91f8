// One line from the grader: a word and its `key=value` parameters; see harness/trace/protocol.hpp.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "harness/trace/event.hpp"

namespace threadmark::explorer {

enum class Verb : std::uint8_t { nonce, units, explore, replay, quit };
enum class Until : std::uint8_t { failure, any, budget };

/// A command with every parameter at its default. Texts refer to the line that was read (escapes already undone in it).
struct Command {
  Verb verb = Verb::quit;
  std::string_view nonce;
  std::string_view unit = "main";
  std::string_view strategy = "portfolio";
  std::string_view choices = ".";
  std::string_view files;
  std::uint64_t seed = 1;
  std::uint64_t from = 1;
  std::uint64_t to = 1;
  std::uint64_t steps = 100'000;
  std::uint64_t cpu_ms = 10'000;
  std::uint64_t spurious = 1;
  std::uint64_t preemptions = 2;
  std::uint64_t output_kb = 256;
  std::uint64_t processes = 64;
  std::uint64_t threads = 256;
  std::uint64_t memory_mb = 512;
  std::uint64_t all = 0;
  std::uint64_t must_block = 0;
  std::uint64_t leaks = 1;
  trace::TimeMode time = trace::TimeMode::exact;
  trace::Detail detail = trace::Detail::observable;
  Until until = Until::budget;
};

/// Reads a line (without its newline), undoing escapes in place. False: `problem` says what is wrong with it.
bool read_command(char* line, std::size_t size, Command& command, const char*& problem);

/// Undoes %XX in place and adapts the size; false: not well formed.
bool unescape(char* text, std::size_t& size);

}  // namespace threadmark::explorer
