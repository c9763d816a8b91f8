// The closed list of what can be found in a submission, with the names that results use.
#pragma once

#include <optional>
#include <string_view>

namespace threadmark {

/// What was found; the list and the names are part of the stable surface (result schema, `explain`).
enum class FindingKind {
  data_race,
  deadlock,
  lock_order,
  lost_wakeup,
  livelock,
  lock_misuse,
  order_violation,
  invariant_violation,
  wrong_output,
  missing_output,
  extra_output,
  not_concurrent,
  test_failure,
  crash,
  memory_error,
  leak,
  orphan_process,
  zombie_process,
  wrong_exit,
  timeout,
  limit_exceeded,
  forbidden,
  build_error,
};

/// How many kinds there are; they are numbered from 0.
inline constexpr int finding_kind_count = static_cast<int>(FindingKind::build_error) + 1;

/// The name of a kind as results print it, such as "data-race".
std::string_view name_of(FindingKind kind);

/// The kind of that name, or nothing.
std::optional<FindingKind> finding_kind_named(std::string_view name);

}  // namespace threadmark
