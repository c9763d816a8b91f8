// Reducing a failing schedule by running smaller ones.
#include "grader/run/shrink.hpp"

#include "harness/trace/shrink.hpp"

namespace threadmark::run {

Result<std::string> shrink(Explorer& explorer, const Replay& failing,
                           const std::function<bool(const Run&)>& still_fails, int most) {
  trace::Shrinker shrinker(failing.choices, static_cast<std::size_t>(most));
  Replay attempt = failing;
  while (const auto candidate = shrinker.next()) {
    attempt.choices = *candidate;
    const auto run = explorer.replay(attempt);
    if (!run) return fail(run.error());
    shrinker.tell(still_fails(*run), run->choices);
  }
  return shrinker.best();
}

}  // namespace threadmark::run
