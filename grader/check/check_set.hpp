// The types of checks, by the names that specs use.
#pragma once

#include <memory>
#include <span>
#include <string_view>

#include "grader/check/check.hpp"
#include "grader/check/check_reader.hpp"

namespace threadmark::check {

/// Makes a check from what its spec says; nullptr where that is wrong, with the problems in the reader.
using MakeCheck = std::unique_ptr<Check> (*)(CheckReader& reader);

/// A type of check; those that are only implied cannot stand in a spec.
struct CheckType {
  std::string_view name;
  MakeCheck make;
  bool only_implied = false;
};

/// All types.
std::span<const CheckType> check_set();

/// The type of that name, or nullptr.
const CheckType* check_type_named(std::string_view name);

std::unique_ptr<Check> make_count_check(CheckReader& reader);
std::unique_ptr<Check> make_exact_check(CheckReader& reader);
std::unique_ptr<Check> make_values_check(CheckReader& reader);
std::unique_ptr<Check> make_captures_check(CheckReader& reader);
std::unique_ptr<Check> make_order_check(CheckReader& reader);
std::unique_ptr<Check> make_intervals_check(CheckReader& reader);
std::unique_ptr<Check> make_invariant_check(CheckReader& reader);
std::unique_ptr<Check> make_duration_check(CheckReader& reader);
std::unique_ptr<Check> make_exit_check(CheckReader& reader);
std::unique_ptr<Check> make_processes_check(CheckReader& reader);
std::unique_ptr<Check> make_tests_check(CheckReader& reader);
std::unique_ptr<Check> make_source_check(CheckReader& reader);
std::unique_ptr<Check> make_detector_check(CheckReader& reader);
std::unique_ptr<Check> make_checker_check(CheckReader& reader);
std::unique_ptr<Check> make_output_check(CheckReader& reader);

}  // namespace threadmark::check
