// What a strategy does unless it says otherwise.
#include "harness/schedulers/strategy.hpp"

namespace threadmark::schedulers {

void Strategy::learn(const Result&, const RunLog&) {}

bool Strategy::exhausted() const {
  return false;
}

}  // namespace threadmark::schedulers
