// The grade of one submission: everything that a result says.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "grader/model/finding.hpp"
#include "grader/model/message.hpp"
#include "grader/model/run.hpp"

namespace threadmark {

enum class Verdict { passed, failed, build_error, rejected, grader_error };
enum class CheckStatus { passed, failed, skipped };

/// The outcome of one check before points are given. `reason` says why it was skipped.
struct CheckOutcome {
  std::string id;
  CheckStatus status = CheckStatus::passed;
  std::optional<Message> reason;
  std::vector<Finding> findings;
};

/// The outcome of one check, with its points.
struct CheckResult {
  std::string id;
  std::string title;
  CheckStatus status = CheckStatus::passed;
  double points = 0;
  double max_points = 0;
  bool bonus = false;
  bool implied = false;
  std::string hint;  ///< only for failed ones
  std::optional<Message> reason;
};

/// What another tool alone reported; changes no verdict.
struct CrossCheck {
  std::string tool;    ///< "tsan", "memcheck", "helgrind", "drd"
  std::string status;  ///< "agrees", "reported", "not-available"
  Message message;
  Location where;
};

/// How long a part of the walk took; results do not print it.
struct StageTime {
  std::string stage;  ///< "compile", "explore", "explain", "cross-check"
  double seconds = 0;
};

/// The grade. `score` is empty for a grader error; `problem` says why there is none, or why it was rejected.
struct Grade {
  std::string lesson;
  std::string submission;
  std::vector<std::string> files;
  std::string sha256;
  Verdict verdict = Verdict::grader_error;
  std::optional<double> score;
  double max_score = 0;
  std::vector<CheckResult> checks;
  std::vector<Finding> findings;  ///< the one that helps most first
  std::vector<RunSummary> runs;
  std::string sandbox = "off";
  std::vector<Message> review;
  std::vector<CrossCheck> cross_check;
  std::uint64_t seed = 1;
  double duration_ms = 0;
  std::vector<StageTime> stages;
  std::string toolchain;
  std::string threadmark;  ///< the version that graded; empty: this one
  std::string problem;
};

/// The names that results use: "passed", "failed", "build-error", "rejected", "grader-error"; "passed", "failed",
/// "skipped".
std::string_view name_of(Verdict verdict);
std::string_view name_of(CheckStatus status);

}  // namespace threadmark
