// The names of verdicts, check states and step operations.
#include "grader/model/grade.hpp"

#include <array>

namespace threadmark {

std::string_view name_of(Verdict verdict) {
  constexpr std::array<std::string_view, 5> names = {"passed", "failed", "build-error", "rejected", "grader-error"};
  return names[static_cast<std::size_t>(verdict)];
}

std::string_view name_of(CheckStatus status) {
  constexpr std::array<std::string_view, 3> names = {"passed", "failed", "skipped"};
  return names[static_cast<std::size_t>(status)];
}

std::string_view name_of(StepOp op) {
  constexpr std::array<std::string_view, 19> names = {"lock",    "unlock", "wait",  "wake",  "notify", "read",  "write",
                                                      "atomic",  "fork",   "spawn", "join",  "exit",   "sleep", "send",
                                                      "receive", "open",   "close", "print", "fail"};
  return names[static_cast<std::size_t>(op)];
}

}  // namespace threadmark
