// Expectations of rejected solutions: what is read, and what counts as met.
#include "grader/pipeline/expectation.hpp"

#include <gtest/gtest.h>

namespace threadmark::pipeline {
namespace {

Grade grade_with(const std::string& check, CheckStatus status, FindingKind kind, int line) {
  Grade grade;
  grade.verdict = Verdict::failed;
  CheckResult result;
  result.id = check;
  result.status = status;
  grade.checks.push_back(result);
  Finding finding;
  finding.check = check;
  finding.kind = kind;
  finding.where = {"solution.cpp", line};
  grade.findings.push_back(finding);
  return grade;
}

TEST(Expectations, AreReadWithTheirPlaces) {
  const auto read = read_expectations("a.cpp", "// expect: check=no-race kind=data-race\nint n;\nn++;  // <- here\n");
  ASSERT_TRUE(read);
  ASSERT_EQ(read->size(), 1u);
  EXPECT_EQ(read->front().check, "no-race");
  EXPECT_EQ(read->front().kind, FindingKind::data_race);
  EXPECT_EQ(read->front().lines, std::vector<int>{3});
}

TEST(Expectations, PlacesMayNameTheirCheck) {
  const auto read = read_expectations(
      "a.cpp",
      "// expect: check=a kind=deadlock\n// expect: check=b kind=leak\nx;  // <- here: b\ny;  // <- here: a\n");
  ASSERT_TRUE(read);
  EXPECT_EQ((*read)[0].lines, std::vector<int>{4});
  EXPECT_EQ((*read)[1].lines, std::vector<int>{3});
}

TEST(Expectations, AreDemandedAndCheckedForSense) {
  EXPECT_FALSE(read_expectations("a.cpp", "int main() {}\n"));
  EXPECT_FALSE(read_expectations("a.cpp", "// expect: check=a kind=date-race\n"));
  EXPECT_FALSE(read_expectations("a.cpp", "// expect: kind=data-race\n"));
  const auto astray = read_expectations("a.cpp", "// expect: check=a kind=leak\nx; // <- here: c\n");
  ASSERT_FALSE(astray);
  EXPECT_NE(astray.error().message.find("a.cpp:2:"), std::string::npos);
}

TEST(Expectations, AreMetOnlyByTheStatedKindAtTheStatedLine) {
  const Expectation expectation{"no-race", FindingKind::data_race, {12, 17}};
  EXPECT_EQ(unmet(expectation, grade_with("no-race", CheckStatus::failed, FindingKind::data_race, 17)), "");
  EXPECT_NE(unmet(expectation, grade_with("no-race", CheckStatus::failed, FindingKind::data_race, 16)), "");
  EXPECT_NE(unmet(expectation, grade_with("no-race", CheckStatus::failed, FindingKind::crash, 17)), "");
  EXPECT_NE(unmet(expectation, grade_with("no-race", CheckStatus::passed, FindingKind::data_race, 17)), "");
  EXPECT_NE(unmet(expectation, grade_with("other", CheckStatus::failed, FindingKind::data_race, 17)), "");
}

}  // namespace
}  // namespace threadmark::pipeline
