// What all rules have in common: which runs they look at, what they remember, how they end.
#include "grader/check/check.hpp"

#include <algorithm>
#include <utility>

#include "grader/check/ownership.hpp"
#include "grader/check/run_scope.hpp"

namespace threadmark::check {
Check::Check(CheckSpec spec, std::shared_ptr<const Vocabulary> vocabulary)
    : spec_(std::move(spec)), vocabulary_(std::move(vocabulary)) {}

bool Check::looks_at(const Run& run) const {
  return RunScope{spec_.cases, spec_.time}.covers(run);
}

std::vector<Finding> Check::judge(const Run& run) const {
  if (!looks_at(run)) return {};
  const Observation observation(run, *vocabulary_);
  Judgement judged = judgement(observation);
  std::vector<Finding> findings = std::move(judged.wrong);
  if (!observation.cut_short()) std::move(judged.missing.begin(), judged.missing.end(), std::back_inserter(findings));
  return findings;
}

Judgement Check::judgement(const Observation& observation) const {
  const Run& run = observation.run();
  Judgement judged = judge_events(observation);
  if (spec_.finding) {
    for (Finding& finding : judged.wrong)
      finding.kind = *spec_.finding;
    for (Finding& finding : judged.missing)
      finding.kind = *spec_.finding;
  }
  if (ownership_ != nullptr)
    for (const Finding& finding : run.findings)
      if (ownership_->owner(finding, run) == spec_.id) judged.wrong.push_back(finding);
  for (Finding& finding : judged.wrong)
    complete(finding, run);
  for (Finding& finding : judged.missing)
    complete(finding, run);
  return judged;
}

bool Check::answers_for(FindingKind kind, const Run& run) const {
  return ownership_ != nullptr && ownership_->owner(finding_without_place(kind, {}), run) == spec_.id;
}

void Check::complete(Finding& finding, const Run& run) const {
  finding.check = spec_.id;
  if (finding.backend.empty()) finding.backend = run.backend;
  if (finding.first_schedule == 0) finding.first_schedule = run.schedule;
}

void Check::observe(const Run& run) {
  if (!decided() && looks_at(run)) observe(Observation(run, *vocabulary_));
}

void Check::observe(const Observation& observation) {
  const Run& run = observation.run();
  if (decided() || !looks_at(run)) return;
  note(run);
  ++runs_;
  const bool complete_run = !observation.cut_short();
  if (complete_run) ++complete_runs_;
  Judgement judged = judgement(observation);
  if (spec_.when == Quantifier::sometimes) {
    if (judged.holds()) return show();
    if (!complete_run) return;
    if (first_failure_ && judged.distance >= distance_) return;
    distance_ = judged.distance;
  }
  std::vector<Finding> findings = std::move(judged.wrong);
  if (complete_run) std::move(judged.missing.begin(), judged.missing.end(), std::back_inserter(findings));
  if (!findings.empty()) remember(run, std::move(findings));
}

void Check::show() {
  shown_ = true;
  failed_ = false;
  findings_.clear();
  first_failure_.reset();
}

void Check::remember(const Run& run, std::vector<Finding> findings) {
  failed_ = true;
  findings_ = std::move(findings);
  first_failure_ = FirstFailure{run.unit, run.case_id, run.strategy, run.schedule, run.time, run.choices};
}

bool Check::decided() const {
  return spec_.when == Quantifier::sometimes ? shown_ : failed_;
}

CheckOutcome Check::skipped(std::string reason) const {
  CheckOutcome outcome{spec_.id, CheckStatus::skipped, Message{std::move(reason), {}}, {}};
  return outcome;
}

CheckOutcome Check::outcome() const {
  CheckOutcome outcome;
  outcome.id = spec_.id;
  if (shown_) return outcome;
  if (failed_) {
    outcome.status = CheckStatus::failed;
    outcome.findings = findings_;
    if (spec_.when == Quantifier::always) return outcome;
    for (Finding& finding : outcome.findings) {  // a claim of absence says how much was looked at
      finding.related.push_back(related_place({}, {"check.related.tried", {{"schedules", std::to_string(runs_)}}}));
      finding.first_schedule = 0;
    }
    return outcome;
  }
  if (runs_ == 0) return skipped("skipped.no-run");
  if (complete_runs_ == 0 && needs_complete_run()) return skipped("skipped.cut-short");
  return outcome;
}

bool Check::place(const Run& replay) {
  if (findings_.empty()) return false;
  std::vector<Finding> placed = judge(replay);
  if (!shows(placed, findings_.front())) return false;
  for (Finding& finding : placed)
    finding.first_schedule = findings_.front().first_schedule;
  findings_ = std::move(placed);
  return true;
}

bool shows(const std::vector<Finding>& findings, const Finding& wanted) {
  return std::any_of(findings.begin(), findings.end(), [&](const Finding& finding) {
    return finding.check == wanted.check && finding.kind == wanted.kind && finding.message.id == wanted.message.id;
  });
}

Finding finding_without_place(FindingKind kind, Message message) {
  Finding finding;
  finding.kind = kind;
  finding.message = std::move(message);
  return finding;
}

Finding finding_at(FindingKind kind, const Event& event, Message message) {
  Finding finding = finding_without_place(kind, std::move(message));
  finding.where = event.where;
  finding.step = event.step;
  return finding;
}

RelatedPlace related_place(Location where, Message message) {
  RelatedPlace place;
  place.where = std::move(where);
  place.message = std::move(message);
  return place;
}

RelatedPlace related_at(const Event& event, Message message) {
  RelatedPlace place = related_place(event.where, std::move(message));
  place.step = event.step;
  return place;
}

}  // namespace threadmark::check
