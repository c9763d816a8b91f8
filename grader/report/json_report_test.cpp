// Tests of results as JSON: stable bytes, the members of the schema, safety.
#include "grader/report/json_report.hpp"

#include <gtest/gtest.h>

#include "grader/base/safe_text.hpp"
#include "grader/report/golden.hpp"
#include "grader/report/sample_grades.hpp"

namespace threadmark::report {
namespace {

std::string json_of(const Graded& graded) {
  return json_grades({&graded, 1}, {});
}

TEST(JsonReport, WritesAFailedGrade) {
  expect_golden("failed.json", json_of(racy_grade()));
}

TEST(JsonReport, WritesAPassedGrade) {
  expect_golden("passed.json", json_of(passed_grade()));
}

TEST(JsonReport, GivesNoScoreForAGraderErrorAndSaysWhy) {
  const auto read = json::read(json_of(ungraded_grade()));
  ASSERT_TRUE(read);
  EXPECT_TRUE(read->find("score")->is_null());
  EXPECT_EQ(read->find("verdict")->text(), "grader-error");
  EXPECT_EQ(read->find("problem")->text(), "The sandbox could not be started.");
}

TEST(JsonReport, GivesAnArrayForSeveralGrades) {
  const std::vector<Graded> both = {racy_grade(), passed_grade()};
  const auto read = json::read(json_grades(both, {}));
  ASSERT_TRUE(read);
  ASSERT_NE(read->as_array(), nullptr);
  EXPECT_EQ(read->as_array()->size(), 2u);
  EXPECT_EQ(json::read(json_grades({}, {}))->as_array()->size(), 0u);
}

TEST(JsonReport, KeepsTheOrderOfTheSchema) {
  const auto read = json::read(json_of(racy_grade()));
  ASSERT_TRUE(read);
  std::string members;
  for (const auto& [name, value] : *read->as_object())
    members += name + " ";
  EXPECT_EQ(members,
            "schema lesson submission verdict score max_score checks findings runs sandbox review cross_check seed "
            "duration_ms toolchain threadmark ");
}

TEST(JsonReport, IsValidWhateverStudentsWrite) {
  const std::string text = json_of(hostile_grade());
  EXPECT_EQ(valid_utf8(text), text);
  EXPECT_EQ(text.find('\x1b'), std::string::npos);
  EXPECT_TRUE(json::read(text));
}

TEST(JsonReport, WritesAnExploration) {
  Exploration exploration;
  exploration.program = "a.out";
  exploration.strategy = "portfolio";
  exploration.seed = 7;
  exploration.schedules = 3;
  exploration.seconds = 0.0414;
  exploration.findings = {racy_grade().grade.findings.front()};
  expect_golden("exploration.json", json_exploration(exploration, {}));
}

}  // namespace
}  // namespace threadmark::report
