// `exact`: standard output is exactly these lines, in this order or in any.
#include <algorithm>
#include <utility>

#include "grader/check/check_set.hpp"
#include "grader/check/event_text.hpp"

namespace threadmark::check {
namespace {

class ExactCheck final : public Check {
 public:
  ExactCheck(CheckSpec spec, std::shared_ptr<const Vocabulary> vocabulary, std::vector<std::string> lines,
             bool any_order)
      : Check(std::move(spec), std::move(vocabulary)), lines_(std::move(lines)), any_order_(any_order) {}

  std::vector<FindingKind> claimed_kinds() const override { return {FindingKind::extra_output}; }

 private:
  using Printed = std::vector<const Sighting*>;

  Judgement judge_events(const Observation& observation) const override {
    Printed printed;
    for (const Sighting& sighting : observation.sightings())
      if (sighting.is_line()) printed.push_back(&sighting);
    Judgement judgement;
    if (observation.cut_short() && !printed.empty() && printed.back()->event->kind == EventKind::partial_line)
      printed.pop_back();  // it was stopped in the middle of this line
    if (any_order_)
      judge_any_order(printed, judgement);
    else
      judge_as_given(printed, judgement);
    if (judgement.holds() && !printed.empty() && printed.back()->event->kind == EventKind::partial_line)
      judgement.wrong.push_back(finding_at(FindingKind::wrong_output, *printed.back()->event,
                                           {"check.output.no-newline", {{"line", event_text(*printed.back())}}}));
    return judgement;
  }

  static Finding wrong(const Sighting& seen, const char* id, const std::string& expected) {
    return finding_at(FindingKind::wrong_output, *seen.event,
                      {id, {{"expected", shortened(expected)}, {"seen", event_text(seen)}}});
  }

  static Finding extra(const Sighting& seen) {
    return finding_at(FindingKind::extra_output, *seen.event, {"check.exact.extra", {{"seen", event_text(seen)}}});
  }

  static Finding missing(const std::string& expected) {
    return finding_without_place(FindingKind::missing_output,
                                 {"check.exact.missing", {{"expected", shortened(expected)}}});
  }

  /// Tells the first difference: a line that is too much, left out, in the wrong place, or another one.
  void judge_as_given(const Printed& printed, Judgement& judgement) const {
    std::size_t i = 0;
    while (i < printed.size() && i < lines_.size() && printed[i]->event->text == lines_[i])
      ++i;
    if (i == printed.size()) {
      if (i < lines_.size()) judgement.missing.push_back(missing(lines_[i]));
      return;
    }
    const Sighting& seen = *printed[i];
    if (i == lines_.size()) {
      judgement.wrong.push_back(extra(seen));
      return;
    }
    const bool due_later =
        std::find(lines_.begin() + static_cast<std::ptrdiff_t>(i), lines_.end(), seen.event->text) != lines_.end();
    const bool comes_later = std::any_of(printed.begin() + static_cast<std::ptrdiff_t>(i), printed.end(),
                                         [&](const Sighting* later) { return later->event->text == lines_[i]; });
    if (due_later)
      judgement.wrong.push_back(wrong(seen, comes_later ? "check.exact.order" : "check.exact.left-out", lines_[i]));
    else if (comes_later)
      judgement.wrong.push_back(extra(seen));
    else
      judgement.wrong.push_back(wrong(seen, "check.exact.wrong", lines_[i]));
  }

  /// Crosses off what was expected; what is left on either side is wrong.
  void judge_any_order(const Printed& printed, Judgement& judgement) const {
    std::vector<std::string> open = lines_;
    const Sighting* surplus = nullptr;
    for (const Sighting* line : printed) {
      const auto found = std::find(open.begin(), open.end(), line->event->text);
      if (found != open.end())
        open.erase(found);
      else if (surplus == nullptr)
        surplus = line;
    }
    if (surplus != nullptr && open.size() == 1)
      judgement.wrong.push_back(wrong(*surplus, "check.exact.wrong", open.front()));
    else if (surplus != nullptr)
      judgement.wrong.push_back(extra(*surplus));
    else if (!open.empty())
      judgement.missing.push_back(missing(open.front()));
  }

  std::vector<std::string> lines_;
  bool any_order_;
};

}  // namespace

std::unique_ptr<Check> make_exact_check(CheckReader& reader) {
  reader.allow_keys({"lines", "order"});
  std::vector<std::string> lines;
  if (const Parameter* given = reader.required("lines")) {
    if (given->kind == Parameter::Kind::list)
      for (const Parameter& line : given->list)
        lines.push_back(reader.text(line).value_or(""));
    else
      reader.problem(given->at, "`lines` is a list of the lines that are printed");
  }
  bool any_order = false;
  if (const Parameter* order = reader.optional("order"))
    any_order = reader.choice(*order, {"as-given", "any"}) == "any";
  if (!reader.ok()) return nullptr;
  return std::make_unique<ExactCheck>(reader.spec(), reader.vocabulary(), std::move(lines), any_order);
}

}  // namespace threadmark::check
