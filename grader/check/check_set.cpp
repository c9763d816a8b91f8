// The table of check types.
#include "grader/check/check_set.hpp"

#include <array>

namespace threadmark::check {
namespace {

constexpr std::array<CheckType, 15> types = {{
    {"count", make_count_check},
    {"exact", make_exact_check},
    {"values", make_values_check},
    {"captures", make_captures_check},
    {"order", make_order_check},
    {"intervals", make_intervals_check},
    {"invariant", make_invariant_check},
    {"duration", make_duration_check},
    {"exit", make_exit_check},
    {"processes", make_processes_check},
    {"tests", make_tests_check},
    {"source", make_source_check},
    {"detector", make_detector_check},
    {"checker", make_checker_check},
    {"output", make_output_check, true},
}};

}  // namespace

std::span<const CheckType> check_set() {
  return types;
}

const CheckType* check_type_named(std::string_view name) {
  for (const CheckType& type : types)
    if (type.name == name) return &type;
  return nullptr;
}

}  // namespace threadmark::check
