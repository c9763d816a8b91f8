// `detector`: the runtime reported no finding of these kinds.
#include <utility>

#include "grader/base/nearest_name.hpp"
#include "grader/check/check_set.hpp"

namespace threadmark::check {
namespace {

class DetectorCheck final : public Check {
 public:
  DetectorCheck(CheckSpec spec, std::shared_ptr<const Vocabulary> vocabulary, std::vector<FindingKind> kinds)
      : Check(std::move(spec), std::move(vocabulary)), kinds_(std::move(kinds)) {}

  std::vector<FindingKind> claimed_kinds() const override { return kinds_; }

 private:
  Judgement judge_events(const Observation&) const override { return {}; }  // its findings come by ownership
  bool needs_complete_run() const override { return false; }

  std::vector<FindingKind> kinds_;
};

std::optional<FindingKind> read_kind(CheckReader& reader, const Parameter& value) {
  const auto name = reader.text(value);
  if (!name) return std::nullopt;
  const auto kind = finding_kind_named(*name);
  if (kind && *kind != FindingKind::lock_order && *kind != FindingKind::build_error) return kind;
  std::vector<std::string> known;
  for (int i = 0; i < finding_kind_count; ++i)
    known.emplace_back(name_of(static_cast<FindingKind>(i)));
  reader.problem(value.at, kind ? "`" + *name + "` fails no check"
                                : "`" + *name + "` is no kind of finding" + did_you_mean(*name, known));
  return std::nullopt;
}

}  // namespace

std::unique_ptr<Check> make_detector_check(CheckReader& reader) {
  reader.allow_keys({"kinds"});
  std::vector<FindingKind> kinds;
  if (const Parameter* list = reader.required("kinds"))
    for (const Parameter* one : CheckReader::elements(*list))
      if (const auto kind = read_kind(reader, *one)) kinds.push_back(*kind);
  if (reader.spec().when == Quantifier::sometimes)
    reader.problem(reader.spec().at, "a `detector` check holds in all schedules; leave out `when: sometimes`");
  if (!reader.ok()) return nullptr;
  return std::make_unique<DetectorCheck>(reader.spec(), reader.vocabulary(), std::move(kinds));
}

}  // namespace threadmark::check
