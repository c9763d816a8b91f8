// Everything that the command line can say, as one value.
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace threadmark::app {

/// What `ci` takes besides the common options.
struct CiOptions {
  std::string base;
  std::string head;
  bool all = false;
  std::filesystem::path settings;
};

/// What `package` takes besides the common options.
struct PackageOptions {
  std::string target;
  int limit = 0;
  int hours = 0;
  std::string threadmark;
};

/// The options and arguments of one call; what a command does not use stays at its default.
struct Options {
  // Common to all commands.
  std::string format = "text";
  std::filesystem::path output;  ///< empty: standard output
  std::optional<std::uint64_t> seed;
  int jobs = 0;  ///< 0: as many as the machine carries
  std::filesystem::path lessons;
  std::string sandbox = "auto";
  std::string cross_check = "tsan";
  std::string toolchain;  ///< empty: the best there is; else `clang`, `gcc` or a compiler's path
  bool quiet = false;
  std::string color = "auto";
  std::string language = "en";

  // Arguments and options of single commands.
  std::string lesson;
  std::vector<std::string> names;  ///< several lessons, or the words of `explore`
  std::vector<std::filesystem::path> paths;
  std::vector<std::string> program_arguments;
  std::filesystem::path folder;
  std::string token;
  std::string kind;
  bool watch = false;
  bool gdb = false;
  long schedules = 0;  ///< 0: the default of lesson or command
  std::string strategy;
  std::string until = "failure";
  std::string flags;
  int seeds = 0;

  // A whole class.
  std::filesystem::path results;
  std::filesystem::path map;
  std::string shape;
  bool resume = false;
  bool retry_errors = false;
  bool no_cache = false;
  std::map<std::string, std::filesystem::path> class_outputs;  ///< by the option's name
  bool anonymous = false;
  bool diff = false;
  bool sources = false;
  std::string runs;  ///< "OLD,NEW": two runs of one file
  std::string student;
  std::string set_score;  ///< "NAME=SCORE"
  std::string reason;
  std::string column;

  std::vector<std::string> reports;  ///< "FORMAT=FILE"
  CiOptions ci;
  PackageOptions package;
};

}  // namespace threadmark::app
