// Every format against a schema or a parser that is not ours: samples of all verdicts, and harmful texts.
#include <cstdlib>
#include <regex>
#include <sstream>

#include <gtest/gtest.h>

#include "grader/report/sample_documents.hpp"

namespace threadmark::report {
namespace {

const std::string schemas = THREADMARK_SOURCE_DIR "/grader/report/testdata/schemas/";

/// False, with the test skipped, where this machine lacks the tool; where CI says that it must be there, the test
/// fails.
bool has_tool(const std::string& probe) {
  if (std::system((probe + " >/dev/null 2>&1").c_str()) == 0) return true;  // NOLINT(concurrency-mt-unsafe)
  const char* ci = std::getenv("CI");                                       // NOLINT(concurrency-mt-unsafe)
  EXPECT_FALSE(ci != nullptr && std::string(ci) == "true") << "missing: " << probe << " (ci/setup --tests)";
  return false;
}

#define NEEDS(probe) \
  if (!has_tool(probe)) GTEST_SKIP() << "not on this machine: " << (probe)

void expect_json_valid(std::string_view format, const std::string& schema) {
  const SampleDocuments documents(format);
  EXPECT_EQ(documents.run("/usr/bin/python3 " + schemas + "validate.py " + schemas + schema), "exit 0");
}

/// xmllint says "validates" for each file; with --quiet it says only what is wrong.
void expect_xml_valid(std::string_view format, const std::string& schema) {
  const SampleDocuments documents(format);
  const std::string said = documents.run("xmllint --noout --nonet --schema " + schemas + schema);
  EXPECT_TRUE(said.ends_with("exit 0")) << said.substr(0, 2000);
}

constexpr const char* has_jsonschema = "/usr/bin/python3 -c 'import jsonschema'";

TEST(FormatSchema, JunitIsWhatJenkinsTakes) {
  NEEDS("xmllint --version");
  expect_xml_valid("junit", "jenkins-junit-4.xsd");
  expect_xml_valid("junit", "jenkins-junit-10-restated.xsd");
  expect_xml_valid("junit", "junit-strict.xsd");
}

TEST(FormatSchema, JunitForGitlabIsNotForJenkins) {
  NEEDS("xmllint --version");
  const SampleDocuments documents("junit-gitlab");
  EXPECT_NE(documents.run("xmllint --noout --nonet --schema " + schemas + "jenkins-junit-10-restated.xsd")
                .find("The attribute 'line' is not allowed"),
            std::string::npos)
      << "the schema takes anything";
}

TEST(FormatSchema, JunitForGitlabIsOurDialect) {
  NEEDS("xmllint --version");
  expect_xml_valid("junit-gitlab", "junit-strict.xsd");
}

TEST(FormatSchema, SarifIsValid) {
  NEEDS(has_jsonschema);
  expect_json_valid("sarif", "sarif-2.1.0-rtm.5.json");
}

TEST(FormatSchema, CtrfIsValid) {
  NEEDS(has_jsonschema);
  expect_json_valid("ctrf", "ctrf-schema-0.0.json");
}

TEST(FormatSchema, GradescopeIsAsDocumented) {
  NEEDS(has_jsonschema);
  expect_json_valid("gradescope", "gradescope.schema.json");
}

TEST(FormatSchema, GitlabCodeQualityIsAsDocumented) {
  NEEDS(has_jsonschema);
  expect_json_valid("gitlab-codequality", "gitlab-codequality.schema.json");
}

TEST(FormatSchema, ExercismIsAsDocumented) {
  NEEDS(has_jsonschema);
  expect_json_valid("exercism", "exercism-3.schema.json");
}

TEST(FormatSchema, MarkdownHasNothingThatActs) {
  NEEDS("cmark-gfm --version");
  const SampleDocuments documents("markdown");
  EXPECT_EQ(documents.run("/usr/bin/python3 " + schemas + "check_markdown.py"), "exit 0");
}

TEST(FormatSchema, TapIsReadByPerl) {
  NEEDS("perl -MTAP::Parser -e 1");
  const SampleDocuments documents("tap");
  const std::string said = documents.run("perl " + schemas + "parse_tap.pl");
  EXPECT_TRUE(said.ends_with("exit 0")) << said;
  std::istringstream rows(said);
  const auto expect_row = [&](const std::string& name, const std::string& what) {
    const std::regex row("(^|\n)" + name + "\\.txt " + what + "(\n|$)");
    EXPECT_TRUE(std::regex_search(said, row)) << name << ": " << what << "\n" << said;
  };
  expect_row("passed", "plan=2 run=2 passed=2 failed=0 skipped=0 todo=0 bail=0 yaml=0 unknown=0 errors=");
  expect_row("racy", "plan=4 run=4 passed=3 failed=1 skipped=1 todo=0 bail=0 yaml=1 unknown=0 errors=");
  expect_row("bonus", "plan=3 run=3 passed=3 failed=0 skipped=1 todo=0 bail=0 yaml=0 unknown=0 errors=");
  expect_row("unbuilt", "plan=2 run=2 passed=1 failed=1 skipped=1 todo=0 bail=0 yaml=1 unknown=0 errors=");
  expect_row("graded", "plan=5 run=5 passed=2 failed=3 skipped=0 todo=0 bail=0 yaml=3 unknown=0 errors=");
  expect_row("none", "plan=0 run=0 passed=0 failed=0 skipped=0 todo=0 bail=0 yaml=0 unknown=0 errors=");
  // No result at all for what could not be graded, neither good nor bad.
  expect_row("ungraded", "plan=- run=0 passed=0 failed=0 skipped=0 todo=0 bail=1 yaml=0 unknown=0 errors=.*");
  for (std::string row; std::getline(rows, row);) {
    if (!row.starts_with("harm")) continue;
    EXPECT_NE(row.find(" plan=4 run=4 passed=3 failed=1 skipped=1 todo=0 bail=0 yaml=1 unknown=0 errors="),
              std::string::npos)
        << row;
  }
}

}  // namespace
}  // namespace threadmark::report
