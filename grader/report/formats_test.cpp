// What every format does with each verdict, and goldens of all of them.
#include <regex>
#include <set>

#include <gtest/gtest.h>

#include "grader/formats/json/json.hpp"
#include "grader/formats/xml/xml.hpp"
#include "grader/report/cases.hpp"
#include "grader/report/golden.hpp"
#include "grader/report/markdown_report.hpp"
#include "grader/report/mermaid.hpp"
#include "grader/report/sample_documents.hpp"
#include "grader/report/sample_grades.hpp"

namespace threadmark::report {
namespace {

std::string written(std::string_view format, const std::vector<Graded>& graded) {
  return report_named(format)->grades(graded, {});
}

json::Value json_of(std::string_view format, const Graded& graded) {
  auto value = json::read(written(format, {graded}));
  EXPECT_TRUE(value) << format;
  return value ? *value : json::Value();
}

xml::Element suite_of(std::string_view format, const Graded& graded) {
  auto root = xml::read(written(format, {graded}));
  EXPECT_TRUE(root) << format;
  return root ? root->children.at(0) : xml::Element();
}

TEST(Formats, LookAsKept) {
  const std::vector<Graded> some = {racy_grade(), unbuilt_grade(), rejected_grade(), ungraded_grade(), bonus_grade()};
  expect_golden("some.junit.xml", written("junit", some));
  expect_golden("some.junit-gitlab.xml", written("junit-gitlab", {racy_grade()}));
  expect_golden("some.sarif", written("sarif", {processes_grade(), ungraded_grade(), refused_grade()}));
  expect_golden("some.ctrf.json", written("ctrf", some));
  expect_golden("some.tap", written("tap", some));
  expect_golden("failed.gradescope.json", written("gradescope", {racy_grade()}));
  expect_golden("ungraded.gradescope.json", written("gradescope", {ungraded_grade()}));
  expect_golden("some.codequality.json", written("gitlab-codequality", some));
  expect_golden("failed.exercism.json", written("exercism", {racy_grade()}));
  expect_golden("unbuilt.exercism.json", written("exercism", {unbuilt_grade()}));
  expect_golden("some.md", written("markdown", some));
  expect_golden("processes.md", written("markdown", {processes_grade()}));
}

TEST(Formats, AreTheSameBytesEveryTime) {
  for (const ReportFormat& format : report_set())
    EXPECT_EQ(written(format.name, {processes_grade(), crowded_grade()}),
              written(format.name, {processes_grade(), crowded_grade()}))
        << format.name;
}

TEST(Formats, NeverMakeAZeroOrAPassOfAGraderError) {
  Graded graded = ungraded_grade();
  graded.grade.checks = racy_grade().grade.checks;  // as far as the grader came
  const xml::Element suite = suite_of("junit", graded);
  EXPECT_EQ(suite.attribute("errors"), "1");
  EXPECT_EQ(suite.attribute("failures"), "0");
  EXPECT_EQ(suite.attribute("skipped"), "4");
  EXPECT_EQ(written("junit", {graded}).find("name=\"score\""), std::string::npos);
  EXPECT_EQ(written("tap", {graded}).find("ok "), std::string::npos);
  EXPECT_NE(written("tap", {graded}).find("Bail out!"), std::string::npos);
  const json::Value gradescope = json_of("gradescope", graded);
  EXPECT_EQ(gradescope.find("score"), nullptr);
  EXPECT_EQ(gradescope.find("tests"), nullptr);
  EXPECT_EQ(json_of("exercism", graded).find("status")->text(), "error");
  const json::Value ctrf = json_of("ctrf", graded);
  const json::Value* summary = ctrf.find("results")->find("summary");
  EXPECT_EQ(summary->find("other")->integer(), 1);
  EXPECT_EQ(summary->find("passed")->integer(), 0);
  EXPECT_EQ(summary->find("failed")->integer(), 0);
  const json::Value sarif = json_of("sarif", graded);
  const json::Value& run = sarif.find("runs")->as_array()->at(0);
  EXPECT_FALSE(*run.find("invocations")->as_array()->at(0).find("executionSuccessful")->as_bool());
  EXPECT_TRUE(run.find("results")->as_array()->empty());
  EXPECT_TRUE(run.find("properties")->find("score")->is_null());
  const json::Value issues = json_of("gitlab-codequality", graded);
  EXPECT_EQ(issues.as_array()->at(0).find("severity")->text(), "info");
  const std::string markdown = written("markdown", {graded});
  EXPECT_EQ(markdown.find(" / "), std::string::npos) << markdown;
  EXPECT_EQ(markdown.find("passed"), std::string::npos) << markdown;
}

TEST(Formats, ShowTheScoreByHandWhereTheGraderFailed) {
  Graded graded = ungraded_grade();
  graded.grade.score = 7;
  EXPECT_EQ(json_of("gradescope", graded).find("score")->number(), 7);
  EXPECT_NE(written("junit", {graded}).find("name=\"score\" value=\"7\""), std::string::npos);
}

TEST(Formats, FailWhatDoesNotCompileOrIsRejectedInItsWords) {
  for (const auto& [graded, id] : {std::pair(unbuilt_grade(), "build"), std::pair(refused_grade(), "submission")}) {
    const Case first = cases_of(graded.grade, Implied::all, {}).front();
    EXPECT_EQ(first.id, id);
    EXPECT_EQ(first.state, CaseState::failed);
    EXPECT_FALSE(first.message.empty());
    EXPECT_EQ(suite_of("junit", graded).attribute("failures"), "1");
    EXPECT_EQ(json_of("gradescope", graded).find("score")->number(-1), 0);
    EXPECT_EQ(json_of("exercism", graded).find("status")->text(), "error");
    EXPECT_NE(json_of("exercism", graded).find("message")->text().find(first.message), std::string::npos);
    EXPECT_NE(written("tap", {graded}).find("not ok 1"), std::string::npos);
    EXPECT_NE(written("sarif", {graded}).find("\"level\": \"error\""), std::string::npos);
  }
}

TEST(Formats, NeverFailForAWarning) {
  Graded graded = passed_grade();
  graded.grade.findings = {racy_grade().grade.findings.back()};
  ASSERT_EQ(graded.grade.findings.front().severity, Severity::warning);
  EXPECT_EQ(suite_of("junit", graded).attribute("failures"), "0");
  EXPECT_EQ(written("tap", {graded}).find("not ok"), std::string::npos);
  EXPECT_EQ(json_of("exercism", graded).find("status")->text(), "pass");
  EXPECT_EQ(json_of("ctrf", graded).find("results")->find("summary")->find("failed")->integer(), 0);
  EXPECT_NE(written("sarif", {graded}).find("\"level\": \"warning\""), std::string::npos);
  EXPECT_EQ(json_of("gitlab-codequality", graded).as_array()->at(0).find("severity")->text(), "minor");
}

TEST(Formats, NeverFailForABonusThatWasNotReached) {
  const Graded graded = bonus_grade();
  EXPECT_EQ(suite_of("junit", graded).attribute("failures"), "0");
  EXPECT_EQ(suite_of("junit", graded).attribute("skipped"), "1");
  EXPECT_EQ(written("tap", {graded}).find("not ok"), std::string::npos);
  const json::Value exercism = json_of("exercism", graded);
  EXPECT_EQ(exercism.find("status")->text(), "pass");
  EXPECT_EQ(exercism.find("tests")->as_array()->size(), 2u);
}

TEST(Formats, GiveFingerprintsThatAreUniqueAndStayWhenCodeMoves) {
  const auto prints = [](const Graded& graded) {
    std::vector<std::string> all;
    const json::Value issues = json_of("gitlab-codequality", graded);
    for (const json::Value& issue : *issues.as_array())
      all.push_back(issue.find("fingerprint")->text());
    return all;
  };
  const std::vector<std::string> crowd = prints(crowded_grade());
  EXPECT_EQ(crowd.size(), 60u);
  EXPECT_EQ(std::set<std::string>(crowd.begin(), crowd.end()).size(), 60u);
  Graded moved = racy_grade();
  moved.sources.front().content.insert(0, "// a line\n");
  for (Finding& finding : moved.grade.findings)
    ++finding.where.line;
  EXPECT_EQ(prints(moved), prints(racy_grade()));
  moved.grade.submission = "somebody else";
  EXPECT_NE(prints(moved), prints(racy_grade()));
}

TEST(Formats, PutTheInterleavingIntoOneThreadFlowATask) {
  const json::Value sarif = json_of("sarif", processes_grade());
  const json::Value& result = sarif.find("runs")->as_array()->at(0).find("results")->as_array()->at(0);
  const json::Array& threads = *result.find("codeFlows")->as_array()->at(0).find("threadFlows")->as_array();
  ASSERT_EQ(threads.size(), 3u);
  std::vector<std::int64_t> order;
  for (const json::Value& thread : threads)
    for (const json::Value& place : *thread.find("locations")->as_array())
      order.push_back(place.find("executionOrder")->integer());
  EXPECT_EQ(order, (std::vector<std::int64_t>{1, 2, 6, 8, 3, 7, 4, 5}));
  EXPECT_EQ(threads[1].find("message")->find("text")->text(), "T2 child (process 2)");
  EXPECT_EQ(threads[1].find("locations")->as_array()->at(1).find("importance")->text(), "essential");
}

TEST(Formats, SayNothingOfAScheduleThatIsTooLongInPictures) {
  EXPECT_EQ(mermaid(long_grade().grade.findings.front().schedule, "solution.cpp", {}), "");
  const std::string text = written("markdown", {long_grade()});
  EXPECT_EQ(text.find("mermaid"), std::string::npos);
  EXPECT_NE(text.find("396 !"), std::string::npos) << text;
  EXPECT_NE(text.find("threadmark replay tm1-abc123 solution.cpp"), std::string::npos);
}

TEST(MarkdownReport, StaysWithinItsBound) {
  std::vector<Graded> many(200, crowded_grade());
  for (std::size_t i = 0; i < many.size(); ++i)
    many[i].grade.submission = "student " + std::to_string(i);
  for (const std::size_t most : {std::size_t{4096}, std::size_t{20000}, std::size_t{300000}}) {
    const std::string text = markdown_grades(many, {}, most);
    EXPECT_LE(text.size(), most);
    EXPECT_GT(text.size(), most / 8);
    const std::regex fence("(^|\n)```");
    EXPECT_EQ(std::distance(std::sregex_iterator(text.begin(), text.end(), fence), {}) % 2, 0);
  }
  const std::string all = markdown_grades(many, {}, 1 << 20);
  EXPECT_EQ(all.find("left out"), std::string::npos);
  EXPECT_NE(markdown_grades(many, {}, 20000).find("left out"), std::string::npos);
}

TEST(MarkdownReport, TellsAllOfOneSubmissionWhereThereIsRoom) {
  const std::string text = written("markdown", {crowded_grade()});
  EXPECT_NE(text.find("… and 40 more findings"), std::string::npos);
  EXPECT_NE(text.find("```mermaid\nsequenceDiagram\n"), std::string::npos);
}

}  // namespace
}  // namespace threadmark::report
