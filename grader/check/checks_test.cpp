// Tests of all checks of a lesson together: the implied ones, who answers for what, warnings, problems.
#include "grader/check/checks.hpp"

#include <filesystem>
#include <fstream>

#include <gtest/gtest.h>

#include "grader/check/check_set.hpp"
#include "grader/check/check_testing.hpp"

namespace threadmark::check {
namespace {

std::string id_list(const Checks& checks) {
  std::string all;
  for (const auto& check : checks)
    all += (all.empty() ? "" : " ") + check->spec().id;
  return all;
}

/// The ids of the checks that fail for this run alone.
std::string failing(Checks& checks, const threadmark::Run& run) {
  std::string all;
  for (const auto& check : checks)
    if (!ids(checks, check->spec().id, run).empty()) all += (all.empty() ? "" : " ") + check->spec().id;
  return all;
}

TEST(ImpliedChecks, StandInEveryProgram) {
  const Checks checks = checks_of("checks: []\n");
  EXPECT_EQ(id_list(checks),
            "no-data-race no-deadlock no-lock-misuse no-livelock no-crash no-memory-error no-leak no-process-left "
            "exit-status no-extra-output ends limits policy");
  for (const auto& check : checks) {
    EXPECT_TRUE(check->spec().implied);
    EXPECT_EQ(check->spec().points, 0);
    EXPECT_FALSE(check->spec().title.empty());
  }
}

TEST(ImpliedChecks, ComponentsHaveTheirTestsInsteadOfLines) {
  EXPECT_EQ(id_list(checks_of("kind: component\nchecks: []\n")),
            "no-data-race no-deadlock no-lock-misuse no-livelock no-crash no-memory-error no-leak no-process-left "
            "exit-status ends limits all-tests policy");
}

TEST(ImpliedChecks, GiveWayToWhatTheSpecListsForItself) {
  const Checks checks = checks_of(R"(
checks:
  - {id: race-free, type: detector, kinds: [data-race, deadlock, lost-wakeup], points: 3}
  - {id: family, type: processes, all-reaped: true, none-left: true}
  - {id: ends-with-3, type: exit, status: 3}
  - {id: out, type: exact, lines: [x]}
)");
  EXPECT_EQ(id_list(checks),
            "race-free family ends-with-3 out no-lock-misuse no-livelock no-crash no-memory-error no-leak ends limits "
            "policy");
}

TEST(ImpliedChecks, KeepTheKindsThatTheSpecLeavesOut) {
  Checks checks = checks_of(
      "checks: [{id: dead, type: detector, kinds: [deadlock]}, "
      "{id: reaped, type: processes, all-reaped: true}]\n");
  EXPECT_EQ(failing(checks, run().finding(FindingKind::deadlock)), "dead");
  EXPECT_EQ(failing(checks, run().finding(FindingKind::lost_wakeup)), "no-deadlock");
  EXPECT_EQ(failing(checks, run().finding(FindingKind::zombie_process)), "reaped");
  EXPECT_EQ(failing(checks, run().finding(FindingKind::orphan_process)), "no-process-left");
}

TEST(ImpliedChecks, KeepTheCasesAndTimesThatTheSpecLeavesOut) {
  Checks checks = checks_of(R"(
cases: [{id: one}, {id: two}]
checks:
  - {id: race-in-one, type: detector, kinds: [data-race], cases: [one]}
  - {id: exact-leak, type: detector, kinds: [leak], time: exact}
  - {id: one-fails, type: exit, status: 1, cases: [one]}
)");
  EXPECT_EQ(failing(checks, run().in_case("one").exit(1).finding(FindingKind::data_race)), "race-in-one");
  EXPECT_EQ(failing(checks, run().in_case("two").finding(FindingKind::data_race)), "no-data-race");
  EXPECT_EQ(failing(checks, run().in_case("two").finding(FindingKind::leak)), "exact-leak");
  EXPECT_EQ(failing(checks, run().in_case("two").time(TimeMode::any).finding(FindingKind::leak)), "no-leak");
  EXPECT_EQ(failing(checks, run().in_case("one")), "one-fails");
  EXPECT_EQ(failing(checks, run().in_case("two").exit(1)), "exit-status");
}

TEST(Ownership, EveryKindOfFindingFailsExactlyOneCheck) {
  for (const char* lesson : {"checks: []\n", "kind: component\nchecks: []\n"}) {
    Checks checks = checks_of(lesson);
    for (int i = 0; i < finding_kind_count; ++i) {
      const auto kind = static_cast<FindingKind>(i);
      const std::string failed = failing(checks, run().finding(kind));
      const bool nobodys = kind == FindingKind::lock_order || kind == FindingKind::build_error;
      EXPECT_EQ(failed.empty(), nobodys) << name_of(kind);
      EXPECT_EQ(failed.find(' '), std::string::npos) << name_of(kind) << ": " << failed;
    }
  }
}

TEST(Ownership, TheFirstOfTwoChecksThatListAKindAnswersForIt) {
  Checks checks =
      checks_of("checks: [{id: a, type: detector, kinds: [leak]}, {id: b, type: detector, kinds: [leak]}]\n");
  EXPECT_EQ(failing(checks, run().finding(FindingKind::leak)), "a");
}

TEST(Ownership, FindingsKeepTheirPlaceAndMessage) {
  Checks checks = checks_of("checks: []\n");
  checks.observe(run().finding(FindingKind::data_race).schedule(9));
  const Finding finding = outcome(checks, "no-data-race").findings.at(0);
  EXPECT_EQ(finding.check, "no-data-race");
  EXPECT_EQ(finding.where.line, 7);
  EXPECT_EQ(finding.message.args.at("text"), "data-race");
  EXPECT_EQ(finding.first_schedule, 9);
}

TEST(Output, UnknownLinesAreExtra) {
  Checks checks = checks_of("lines: {a: a}\nchecks: []\n");
  const Finding finding = only_finding(checks, "no-extra-output", run_printing({"a", "b", "c"}));
  EXPECT_EQ(finding.kind, FindingKind::extra_output);
  EXPECT_EQ(finding.message.args.at("line"), "b");
  EXPECT_EQ(finding.where.line, 102);
  EXPECT_EQ(failing(checks, run_printing({"a", "a"})), "");
  EXPECT_EQ(failing(checks, run_printing({"ax"}).stopped()), "no-extra-output");
}

TEST(Output, ALineWithoutItsNewlineIsWrongUnlessTheRunWasStoppedThere) {
  Checks checks = checks_of("lines: {a: a}\nchecks: []\n");
  EXPECT_EQ(only_finding(checks, "no-extra-output", run().partial("a")).message.id, "check.output.no-newline");
  EXPECT_EQ(only_finding(checks, "no-extra-output", run().partial("b")).message.id, "check.output.unknown-line");
  EXPECT_EQ(failing(checks, run().partial("a").stopped()), "");
  EXPECT_EQ(failing(checks, run().partial("b").stopped()), "");
}

TEST(Warnings, LockOrderFailsNothingAndIsToldOnce) {
  Checks checks = checks_of("checks: []\n");
  for (long i = 1; i < 4; ++i)
    checks.observe(run().finding(FindingKind::lock_order, Severity::warning, 12).schedule(i));
  ASSERT_EQ(checks.warnings().size(), 1U);
  EXPECT_EQ(checks.warnings()[0].first_schedule, 1);
  EXPECT_TRUE(checks.warnings()[0].check.empty());
  for (const CheckOutcome& one : checks.outcomes())
    EXPECT_EQ(one.status, CheckStatus::passed) << one.id;
}

TEST(Warnings, ALockOrderThatLockedUpIsADeadlockAndNoWarningAnyMore) {
  Checks checks = checks_of("checks: []\n");
  checks.observe(run().finding(FindingKind::lock_order, Severity::warning, 12));
  checks.observe(run().finding(FindingKind::lock_order, Severity::warning, 80));
  checks.observe(run().finding(FindingKind::deadlock, Severity::error, 12).stopped());
  ASSERT_EQ(checks.warnings().size(), 1U);
  EXPECT_EQ(checks.warnings()[0].where.line, 80);
}

TEST(Checks, AreAllDecidedOnlyWhenEachIs) {
  Checks checks = checks_of("checks: []\n");
  EXPECT_FALSE(checks.decided());
  checks.observe(run().finding(FindingKind::data_race));
  EXPECT_TRUE(checks.find("no-data-race")->decided());
  EXPECT_FALSE(checks.decided());
  EXPECT_EQ(checks.find("nothing"), nullptr);
}

TEST(Checks, OutcomesAndSpecsAreInTheSameOrder) {
  const Checks checks = checks_of("lines: {a: a}\nchecks: [{id: z, type: count, counts: {a: 1}}]\n");
  const auto outcomes = checks.outcomes();
  const auto specs = checks.specs();
  ASSERT_EQ(outcomes.size(), specs.size());
  for (std::size_t i = 0; i < specs.size(); ++i)
    EXPECT_EQ(outcomes[i].id, specs[i].id);
  EXPECT_EQ(specs[0].id, "z");
}

TEST(SpecProblems, AreToldAllAtOnceWithTheirPlaces) {
  const auto all = problems_of(R"(
lines: {a: a}
checks:
  - {id: one, type: cuont, counts: {a: 1}}
  - {id: two, type: count, conuts: {a: 1}}
  - {id: two, type: order, first: b}
)");
  ASSERT_EQ(all.size(), 5U);
  EXPECT_EQ(all[0], "6:5 a second check is called `two`");
  EXPECT_EQ(all[1], "4:5 check `one`: there is no type `cuont`; did you mean `count`?");
  EXPECT_EQ(all[2], "5:28 check `two`: unknown key `conuts`; did you mean `counts`?");
  EXPECT_EQ(all[3], "5:5 check `two`: a check of type `count` needs the key `counts`");
  EXPECT_EQ(all[4].substr(0, 5), "6:35 ");
}

TEST(SpecProblems, NeedsNameChecksAndNotThemselves) {
  const auto all = problems_of(R"(
lines: {a: a}
checks:
  - {id: one, type: count, counts: {a: 1}, needs: [no-data-rac]}
  - {id: two, type: count, counts: {a: 1}, needs: [three]}
  - {id: three, type: count, counts: {a: 1}, needs: [two]}
  - {id: four, type: count, counts: {a: 1}, needs: [no-deadlock]}
)");
  ASSERT_EQ(all.size(), 3U);
  EXPECT_EQ(all[0], "4:5 check `one` needs `no-data-rac`, which is no check; did you mean `no-data-race`?");
  EXPECT_EQ(all[1], "5:5 check `two` needs itself, by way of `needs`");
  EXPECT_EQ(all[2], "6:5 check `three` needs itself, by way of `needs`");
}

TEST(SpecProblems, CasesOfProgramsExist) {
  const auto all = problems_of(
      "cases: [{id: small}]\nlines: {a: a}\n"
      "checks: [{id: one, type: count, counts: {a: 1}, cases: [smal]}]\n");
  EXPECT_EQ(all, std::vector<std::string>{"3:10 check `one`: there is no case `smal`; did you mean `small`?"});
}

TEST(SpecProblems, TheNameOfAnImpliedCheckIsOnlyForAllThatItAnswersFor) {
  const auto all = problems_of("checks: [{id: no-deadlock, type: detector, kinds: [deadlock]}]\n");
  ASSERT_EQ(all.size(), 1U);
  EXPECT_NE(all[0].find("leaves `lost-wakeup` to it"), std::string::npos) << all[0];
  EXPECT_TRUE(problems_of("checks: [{id: no-deadlock, type: detector, kinds: [deadlock, lost-wakeup]}]\n").empty());
}

TEST(CheckSet, EveryTypeOfTheTableCanBeFoundByItsName) {
  for (const CheckType& type : check_set())
    EXPECT_EQ(check_type_named(type.name), &type);
  EXPECT_EQ(check_type_named("nothing"), nullptr);
  EXPECT_FALSE(problems_of("checks: [{id: one, type: output}]\n").empty());
}

TEST(Lessons, TheChecksOfEveryLessonCanBeMade) {
  const std::filesystem::path exercises = std::string(THREADMARK_SOURCE_DIR) + "/exercises";
  if (!std::filesystem::exists(exercises)) GTEST_SKIP();
  for (const auto& entry : std::filesystem::directory_iterator(exercises)) {
    std::ifstream file(entry.path() / "spec.yaml");
    const std::string text((std::istreambuf_iterator<char>(file)), {});
    for (const std::string& problem : problems_of(text))
      ADD_FAILURE() << entry.path() << ":" << problem;
  }
}

}  // namespace
}  // namespace threadmark::check
