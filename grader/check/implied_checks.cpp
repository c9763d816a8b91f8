// The table of implied checks.
#include "grader/check/implied_checks.hpp"

#include <array>

namespace threadmark::check {
namespace {

using Kind = FindingKind;

constexpr std::array data_race = {Kind::data_race};
constexpr std::array deadlock = {Kind::deadlock, Kind::lost_wakeup};
constexpr std::array lock_misuse = {Kind::lock_misuse};
constexpr std::array livelock = {Kind::livelock};
constexpr std::array crash = {Kind::crash};
constexpr std::array memory_error = {Kind::memory_error};
constexpr std::array leak = {Kind::leak};
constexpr std::array process_left = {Kind::orphan_process, Kind::zombie_process};
constexpr std::array wrong_exit = {Kind::wrong_exit};
constexpr std::array output = {Kind::extra_output, Kind::wrong_output, Kind::missing_output};
constexpr std::array timeout = {Kind::timeout};
constexpr std::array limit = {Kind::limit_exceeded};
constexpr std::array policy = {Kind::forbidden};
constexpr std::array tests = {Kind::test_failure,   Kind::order_violation, Kind::invariant_violation,
                              Kind::not_concurrent, Kind::extra_output,    Kind::wrong_output,
                              Kind::missing_output};

constexpr std::array<ImpliedCheck, 14> table = {{
    {"no-data-race", "check.implied.no-data-race", "detector", data_race, ImpliedIn::every_lesson},
    {"no-deadlock", "check.implied.no-deadlock", "detector", deadlock, ImpliedIn::every_lesson},
    {"no-lock-misuse", "check.implied.no-lock-misuse", "detector", lock_misuse, ImpliedIn::every_lesson},
    {"no-livelock", "check.implied.no-livelock", "detector", livelock, ImpliedIn::every_lesson},
    {"no-crash", "check.implied.no-crash", "detector", crash, ImpliedIn::every_lesson},
    {"no-memory-error", "check.implied.no-memory-error", "detector", memory_error, ImpliedIn::every_lesson},
    {"no-leak", "check.implied.no-leak", "detector", leak, ImpliedIn::every_lesson},
    {"no-process-left", "check.implied.no-process-left", "detector", process_left, ImpliedIn::every_lesson},
    {"exit-status", "check.implied.exit-status", "exit", wrong_exit, ImpliedIn::every_lesson},
    {"no-extra-output", "check.implied.no-extra-output", "output", output, ImpliedIn::programs},
    {"ends", "check.implied.ends", "detector", timeout, ImpliedIn::every_lesson},
    {"limits", "check.implied.limits", "detector", limit, ImpliedIn::every_lesson},
    {"all-tests", "check.implied.all-tests", "tests", tests, ImpliedIn::components},
    {"policy", "check.implied.policy", "detector", policy, ImpliedIn::every_lesson, true},
}};

}  // namespace

std::span<const ImpliedCheck> implied_checks() {
  return table;
}

bool is_implied_in(const ImpliedCheck& check, LessonKind kind) {
  switch (check.in) {
    case ImpliedIn::every_lesson:
      return true;
    case ImpliedIn::programs:
      return kind == LessonKind::program;
    case ImpliedIn::components:
      return kind == LessonKind::component;
  }
  return false;
}

}  // namespace threadmark::check
