// What can be made of a whole class's results, by the names of the options of `threadmark report`.
#pragma once

#include <filesystem>
#include <iosfwd>
#include <span>
#include <string>
#include <string_view>

#include "grader/base/result.hpp"
#include "grader/model/class_result.hpp"
#include "grader/words/language.hpp"

namespace threadmark::report {

/// What `threadmark report` was asked besides the output's own place. `output` is the value of `--output`, empty where
/// there is none. What a person should know (who did not match, how many pages) goes to `log`.
struct ClassRequest {
  words::Language language = words::Language::english;
  bool anonymous = false;
  std::filesystem::path output;
  std::string column;  ///< the grade book's column that is filled, where a title does not tell it
  std::string lesson;  ///< the lesson whose grades are wanted, where there are several
  std::ostream& log;
};

/// An output: `option` with its value, such as `--html DIR`. `write` gets the value as `place`. An error about a file
/// that the caller gave is an input error.
struct ClassReport {
  std::string_view option;
  std::string_view value;
  std::string_view help;
  Result<void> (*write)(const ClassResult& result, const std::filesystem::path& place, const ClassRequest& request);
};

/// All outputs, in the order in which `--help` shows them.
std::span<const ClassReport> class_report_set();

}  // namespace threadmark::report
