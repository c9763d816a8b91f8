// Tests of points, verdicts and the order of findings.
#include "grader/score/score.hpp"

#include <gtest/gtest.h>

#include "grader/score/helpfulness.hpp"

namespace threadmark::score {
namespace {

CheckSpec spec(std::string id, double points, std::vector<std::string> needs = {}) {
  CheckSpec spec;
  spec.id = std::move(id);
  spec.title = "title of " + spec.id;
  spec.points = points;
  spec.hint = "hint of " + spec.id;
  spec.needs = std::move(needs);
  return spec;
}

Finding finding(FindingKind kind, std::string check, int line = 1) {
  Finding finding;
  finding.kind = kind;
  finding.check = std::move(check);
  finding.where = {"solution.cpp", line};
  finding.message = {"some.id", {}};
  return finding;
}

CheckOutcome passed(std::string id) {
  return {std::move(id), CheckStatus::passed, {}, {}};
}

CheckOutcome failed(const std::string& id, FindingKind kind = FindingKind::order_violation) {
  return {id, CheckStatus::failed, {}, {finding(kind, id)}};
}

std::vector<FindingKind> kinds(const std::vector<Finding>& findings) {
  std::vector<FindingKind> all;
  for (const Finding& one : findings)
    all.push_back(one.kind);
  return all;
}

TEST(Score, EverythingRightGetsFullPointsAndPasses) {
  const Scored scored = score({spec("a", 4), spec("b", 6)}, {passed("a"), passed("b")});
  EXPECT_EQ(scored.verdict, Verdict::passed);
  EXPECT_EQ(scored.score, 10);
  EXPECT_EQ(scored.max_score, 10);
  EXPECT_TRUE(scored.findings.empty());
  EXPECT_TRUE(scored.checks[0].hint.empty());
}

TEST(Score, AFailedCheckLosesItsPointsOnly) {
  const Scored scored = score({spec("a", 4), spec("b", 6)}, {passed("a"), failed("b")});
  EXPECT_EQ(scored.verdict, Verdict::failed);
  EXPECT_EQ(scored.score, 4);
  EXPECT_EQ(scored.checks[1].points, 0);
  EXPECT_EQ(scored.checks[1].max_points, 6);
  EXPECT_EQ(scored.checks[1].hint, "hint of b");
  EXPECT_EQ(scored.findings.size(), 1U);
}

TEST(Score, AnImpliedCheckOfNoPointsStillFailsTheSubmission) {
  const Scored scored = score({spec("a", 4), spec("no-data-race", 0)}, {passed("a"), failed("no-data-race")});
  EXPECT_EQ(scored.verdict, Verdict::failed);
  EXPECT_EQ(scored.score, 4);
}

TEST(Score, WhatNeedsAFailedCheckIsSkippedWithTheReasonAndItsFindingsAreNotShown) {
  const Scored scored = score({spec("a", 4), spec("b", 6, {"a"})}, {failed("a"), failed("b")});
  EXPECT_EQ(scored.checks[1].status, CheckStatus::skipped);
  ASSERT_TRUE(scored.checks[1].reason);
  EXPECT_EQ(scored.checks[1].reason->id, "skipped.needs");
  EXPECT_EQ(scored.checks[1].reason->args.at("check"), "title of a");
  EXPECT_TRUE(scored.checks[1].hint.empty());
  ASSERT_EQ(scored.findings.size(), 1U);
  EXPECT_EQ(scored.findings[0].check, "a");
}

TEST(Score, NeedsAreFollowedThroughSkippedChecksInAnyOrder) {
  const Scored scored =
      score({spec("c", 1, {"b"}), spec("b", 1, {"a"}), spec("a", 1)}, {passed("c"), passed("b"), failed("a")});
  EXPECT_EQ(scored.checks[0].status, CheckStatus::skipped);
  EXPECT_EQ(scored.checks[0].reason->args.at("check"), "title of b");
  EXPECT_EQ(scored.checks[1].status, CheckStatus::skipped);
  EXPECT_EQ(scored.score, 0);
}

TEST(Score, ACheckThatPassedKeepsItsPointsWhenWhatItNeedsPassed) {
  const Scored scored = score({spec("a", 1), spec("b", 2, {"a"})}, {passed("a"), passed("b")});
  EXPECT_EQ(scored.score, 3);
}

TEST(Score, BonusPointsGoBeyondTheMaximumAndNeverChangeTheVerdict) {
  CheckSpec bonus = spec("extra", 2);
  bonus.bonus = true;
  const Scored right = score({spec("a", 10), bonus}, {passed("a"), passed("extra")});
  EXPECT_EQ(right.score, 12);
  EXPECT_EQ(right.max_score, 10);
  const Scored without = score({spec("a", 10), bonus}, {passed("a"), failed("extra")});
  EXPECT_EQ(without.verdict, Verdict::passed);
  EXPECT_EQ(without.score, 10);
}

TEST(Score, ACheckThatNoRunCouldJudgeDoesNotPass) {
  const Scored scored = score({spec("a", 4)}, {{"a", CheckStatus::skipped, Message{"skipped.no-run", {}}, {}}});
  EXPECT_EQ(scored.verdict, Verdict::failed);
  EXPECT_EQ(scored.score, 0);
  EXPECT_EQ(scored.checks[0].reason->id, "skipped.no-run");
}

TEST(Score, PointsAreRoundedToTwoDecimalsWhateverTheOrder) {
  std::vector<CheckSpec> specs;
  std::vector<CheckOutcome> outcomes;
  for (int i = 0; i < 10; ++i) {
    specs.push_back(spec("c" + std::to_string(i), 0.1));
    outcomes.push_back(passed("c" + std::to_string(i)));
  }
  EXPECT_EQ(score(specs, outcomes).score, 1.0);
  EXPECT_EQ(score({spec("a", 1.0 / 3)}, {passed("a")}).score, 0.33);
}

TEST(Score, CausesComeBeforeEffects) {
  const Scored scored =
      score({spec("lines", 1), spec("n", 1), spec("race", 1), spec("memory", 1)},
            {failed("lines", FindingKind::missing_output), failed("n", FindingKind::invariant_violation),
             failed("race", FindingKind::data_race), failed("memory", FindingKind::memory_error)});
  EXPECT_EQ(kinds(scored.findings), (std::vector{FindingKind::memory_error, FindingKind::data_race,
                                                 FindingKind::invariant_violation, FindingKind::missing_output}));
}

TEST(Score, WarningsComeLastAndFailNothing) {
  Finding warning = finding(FindingKind::lock_order, "");
  warning.severity = Severity::warning;
  const Scored right = score({spec("a", 1)}, {passed("a")}, {warning});
  EXPECT_EQ(right.verdict, Verdict::passed);
  EXPECT_EQ(kinds(right.findings), std::vector{FindingKind::lock_order});
  const Scored wrong = score({spec("a", 1)}, {failed("a", FindingKind::wrong_exit)}, {warning});
  EXPECT_EQ(kinds(wrong.findings), (std::vector{FindingKind::wrong_exit, FindingKind::lock_order}));
}

TEST(Score, AmongEqualKindsThoseWithAPlaceComeFirstAndTwinsAreShownOnce) {
  CheckOutcome outcome{"a", CheckStatus::failed, {}, {}};
  outcome.findings = {finding(FindingKind::data_race, "a", 0), finding(FindingKind::data_race, "a", 7),
                      finding(FindingKind::data_race, "a", 7)};
  const Scored scored = score({spec("a", 1)}, {outcome});
  ASSERT_EQ(scored.findings.size(), 2U);
  EXPECT_EQ(scored.findings[0].where.line, 7);
}

Finding race_of(const std::string& object, int line, int other_line, const std::string& told) {
  Finding race = finding(FindingKind::data_race, "a", line);
  race.message = {"some." + told, {{"object", object}, {"other-line", std::to_string(other_line)}}};
  for (const int place : {line, other_line}) {
    RelatedPlace related;
    related.where = {"solution.cpp", place};
    race.related.push_back(related);
  }
  return race;
}

TEST(Score, TheReadingAndTheWritingOfOneLineAreOneRace) {
  CheckOutcome outcome{"a", CheckStatus::failed, {}, {}};
  outcome.findings = {race_of("n", 7, 7, "read"), race_of("n", 7, 7, "write"), race_of("m", 7, 7, "read"),
                      race_of("n", 7, 9, "read"), race_of("n", 9, 7, "read")};
  const Scored scored = score({spec("a", 1)}, {outcome});
  ASSERT_EQ(scored.findings.size(), 4U);
  EXPECT_EQ(scored.findings[0].message.id, "some.read");
  EXPECT_EQ(scored.findings[1].message.args.at("object"), "m");
}

TEST(Score, TwoMisusesOfOneLockAtOneLineAreShownOnce) {
  CheckOutcome outcome{"a", CheckStatus::failed, {}, {}};
  outcome.findings = {race_of("m", 7, 5, "held-by-another"), race_of("m", 7, 7, "held-by-nobody")};
  for (Finding& one : outcome.findings)
    one.kind = FindingKind::lock_misuse;
  EXPECT_EQ(score({spec("a", 1)}, {outcome}).findings.size(), 1U);
}

TEST(Score, EveryKindHasItsRank) {
  std::vector<bool> taken(finding_kind_count, false);
  for (int i = 0; i < finding_kind_count; ++i) {
    const int rank = rank_of(static_cast<FindingKind>(i));
    ASSERT_LT(rank, finding_kind_count);
    EXPECT_FALSE(taken[static_cast<std::size_t>(rank)]);
    taken[static_cast<std::size_t>(rank)] = true;
  }
}

TEST(Score, WhatDoesNotCompileHasNoPointsAndAllChecksSkipped) {
  const Scored scored = score_unbuilt({spec("a", 4)}, {finding(FindingKind::build_error, "")});
  EXPECT_EQ(scored.verdict, Verdict::build_error);
  EXPECT_EQ(scored.score, 0);
  EXPECT_EQ(scored.max_score, 4);
  EXPECT_EQ(scored.checks[0].status, CheckStatus::skipped);
  EXPECT_EQ(scored.checks[0].reason->id, "skipped.build-error");
  EXPECT_EQ(scored.findings.size(), 1U);
}

TEST(Score, WhatBreaksThePolicyIsRejected) {
  const Scored scored = score_rejected({spec("a", 4)}, {finding(FindingKind::forbidden, "")});
  EXPECT_EQ(scored.verdict, Verdict::rejected);
  EXPECT_EQ(scored.checks[0].reason->id, "skipped.rejected");
}

}  // namespace
}  // namespace threadmark::score
