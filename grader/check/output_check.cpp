// `output` (only implied): every line of standard output is one that the lesson knows, and ends with a newline.
#include <utility>

#include "grader/check/check_set.hpp"
#include "grader/check/event_text.hpp"

namespace threadmark::check {
namespace {

class OutputCheck final : public Check {
 public:
  using Check::Check;

 private:
  Judgement judge_events(const Observation& observation) const override {
    Judgement judgement;
    if (!answers_for(FindingKind::extra_output, observation.run())) return judgement;
    for (const Sighting& sighting : observation.sightings()) {
      if (!sighting.is_line()) continue;
      const Event& event = *sighting.event;
      const bool partial = event.kind == EventKind::partial_line;
      // A run that was stopped may have been stopped in the middle of a line, so a partial one proves nothing then.
      auto& claims = partial ? judgement.missing : judgement.wrong;
      if (sighting.pattern < 0)
        claims.push_back(finding_at(FindingKind::extra_output, event,
                                    {"check.output.unknown-line", {{"line", event_text(sighting)}}}));
      else if (partial)
        claims.push_back(finding_at(FindingKind::wrong_output, event,
                                    {"check.output.no-newline", {{"line", event_text(sighting)}}}));
      else
        continue;
      break;  // the first says enough
    }
    return judgement;
  }
};

}  // namespace

std::unique_ptr<Check> make_output_check(CheckReader& reader) {
  return std::make_unique<OutputCheck>(reader.spec(), reader.vocabulary());
}

}  // namespace threadmark::check
