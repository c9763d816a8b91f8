// The names of the finding kinds, as one table.
#include "grader/model/finding_kind.hpp"

#include <array>

namespace threadmark {
namespace {

constexpr std::array<std::string_view, finding_kind_count> names = {
    "data-race",      "deadlock",        "lock-order",          "lost-wakeup",  "livelock",
    "lock-misuse",    "order-violation", "invariant-violation", "wrong-output", "missing-output",
    "extra-output",   "not-concurrent",  "test-failure",        "crash",        "memory-error",
    "leak",           "orphan-process",  "zombie-process",      "wrong-exit",   "timeout",
    "limit-exceeded", "forbidden",       "build-error",
};

}  // namespace

std::string_view name_of(FindingKind kind) {
  return names[static_cast<std::size_t>(kind)];
}

std::optional<FindingKind> finding_kind_named(std::string_view name) {
  for (std::size_t i = 0; i < names.size(); ++i)
    if (names[i] == name) return static_cast<FindingKind>(i);
  return std::nullopt;
}

}  // namespace threadmark
