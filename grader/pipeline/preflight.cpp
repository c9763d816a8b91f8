// Choosing the solutions, and judging what they got.
#include "grader/pipeline/preflight.hpp"

#include <algorithm>
#include <utility>
#include <variant>

#include "grader/intake/intake.hpp"

namespace threadmark::pipeline {
namespace {

namespace fs = std::filesystem;

/// The first solution in a folder, by name; empty when there is none.
fs::path first_in(const fs::path& folder) {
  std::vector<fs::path> found;
  std::error_code error;
  for (const auto& entry : fs::directory_iterator(folder, error))
    if (!entry.path().filename().string().starts_with(".")) found.push_back(entry.path());
  return found.empty() ? fs::path() : *std::min_element(found.begin(), found.end());
}

Result<Probe> probe_at(const Lesson& lesson, const fs::path& path, bool accepted) {
  const auto taken = intake::take(lesson, path);
  if (!taken) return fail(taken.error());
  const auto* submission = std::get_if<Submission>(&*taken);
  if (submission == nullptr) return fail(input_error("The lesson's own solution " + path.string() + " is not taken."));
  Probe probe{.lesson = &lesson, .submission = *submission};
  probe.submission.name = path.parent_path().filename().string() + "/" + path.filename().string();
  if (accepted) return probe;
  auto expectations = read_expectations(path.filename().string(), submission->files.front().content);
  if (!expectations) return fail(expectations.error());
  probe.expectations = *std::move(expectations);
  return probe;
}

}  // namespace

Result<std::vector<Probe>> probes_of(const Lesson& lesson, const fs::path& reference) {
  std::vector<Probe> probes;
  for (const bool accepted : {true, false}) {
    const fs::path path = first_in(reference / lesson.id / (accepted ? "accepted" : "rejected"));
    if (path.empty()) continue;
    auto probe = probe_at(lesson, path, accepted);
    if (!probe) return fail(probe.error());
    probes.push_back(*std::move(probe));
  }
  return probes;
}

std::string unmet(const Probe& probe, const Grade& grade) {
  const std::string which = "the lesson's own solution " + probe.lesson->id + "/" + probe.submission.name;
  const std::string got = "got the verdict " + std::string(name_of(grade.verdict)) +
                          (grade.problem.empty() ? "" : " (" + grade.problem + ")");
  if (grade.verdict == Verdict::grader_error) return which + " " + got;
  if (probe.expectations.empty()) return grade.verdict == Verdict::passed ? "" : which + " must pass and " + got;
  if (grade.verdict == Verdict::passed) return which + " must not pass and does";
  for (const Expectation& expectation : probe.expectations)
    if (const std::string what = unmet(expectation, grade); !what.empty()) return which + ": " + what;
  return "";
}

}  // namespace threadmark::pipeline
