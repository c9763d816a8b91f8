// Reducing a failing schedule by running smaller ones.
#include "grader/run/shrink.hpp"

#include <algorithm>

#include "harness/trace/shrink.hpp"

namespace threadmark::run {
namespace {

// A smaller schedule may leave the program with data that it computes on for ever. Such an attempt is given up early,
// and after a few of them the search for something smaller is.
constexpr double attempt_cpu_s = 2;
constexpr int most_out_of_cpu = 3;

bool ran_out_of_cpu(const Run& run) {
  return std::any_of(run.findings.begin(), run.findings.end(),
                     [](const Finding& finding) { return finding.message.id == "runtime.timeout.cpu"; });
}

}  // namespace

Result<std::string> shrink(Explorer& explorer, const Replay& failing,
                           const std::function<bool(const Run&)>& still_fails, int most) {
  trace::Shrinker shrinker(failing.choices, static_cast<std::size_t>(most));
  Replay attempt = failing;
  attempt.cpu_s = attempt_cpu_s;
  int out_of_cpu = 0;
  while (const auto candidate = shrinker.next()) {
    attempt.choices = *candidate;
    const auto run = explorer.replay(attempt);
    if (!run) return fail(run.error());
    const bool cut_off = ran_out_of_cpu(*run);
    if (cut_off && ++out_of_cpu >= most_out_of_cpu) break;
    shrinker.tell(!cut_off && still_fails(*run), run->choices);
  }
  return shrinker.best();
}

}  // namespace threadmark::run
