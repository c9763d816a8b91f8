// Tests of whole reports: the same bytes, nothing harmful, nobody named.
#include "grader/report/html/html_report.hpp"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <map>

#include <gtest/gtest.h>

#include "grader/formats/xml/xml.hpp"
#include "grader/report/html/assets.hpp"
#include "grader/report/html/sample_class.hpp"

namespace threadmark::report {
namespace {

namespace fs = std::filesystem;

/// A folder of its own for each test, gone afterwards.
class HtmlReport : public testing::Test {
 protected:
  void SetUp() override {
    fs::remove_all(dir_);
    fs::create_directories(dir_);
  }
  void TearDown() override { fs::remove_all(dir_); }

  /// All files below the folder: relative name → content.
  std::map<std::string, std::string> write(const ClassResult& known, const HtmlSettings& settings = {}) const {
    const Result<void> written = write_html(known, settings, dir_);
    EXPECT_TRUE(written) << written.error().message;
    std::map<std::string, std::string> files;
    for (const fs::directory_entry& entry : fs::recursive_directory_iterator(dir_)) {
      if (!entry.is_regular_file()) continue;
      std::ifstream in(entry.path(), std::ios::binary);
      files[fs::relative(entry.path(), dir_).string()] = {std::istreambuf_iterator<char>(in), {}};
    }
    return files;
  }

  const fs::path dir_ = fs::path(testing::TempDir()) /
                        (std::string("html_report_") + testing::UnitTest::GetInstance()->current_test_info()->name());
};

HtmlSettings anonymous() {
  HtmlSettings settings;
  settings.anonymous = true;
  return settings;
}

bool contains(std::string text, std::string part) {
  const auto lower = [](std::string& of) {
    std::transform(of.begin(), of.end(), of.begin(),
                   [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  };
  lower(text);
  lower(part);
  return text.find(part) != std::string::npos;
}

TEST_F(HtmlReport, WritesAPageForEverySubmissionAndOneForTheClass) {
  const auto files = write(html::sample_class());
  ASSERT_EQ(files.size(), 9u);
  for (const char* said : {"Alice Smith", "The sandbox could not be started", "Judy Alvarez", "nothing was handed in",
                           "submissions/4.html", "8.5 / 10", "by hand", "late"})
    EXPECT_TRUE(contains(files.at("index.html"), said)) << said;
  const std::string& group = files.at("submissions/8.html");
  for (const char* said : {"Heidi Klein, Ivan Petrov", "The idea is right; see our talk.", "2026-11-15",
                           "threadmark replay", "id=\"s1-l13\"", "clang-19.1.7", "../index.html", "7.html"})
    EXPECT_TRUE(contains(group, said)) << said;
}

TEST_F(HtmlReport, GivesTheSameBytesAgain) {
  EXPECT_EQ(write(html::sample_class()), write(html::sample_class()));
  EXPECT_EQ(write(html::sample_class(), anonymous()), write(html::sample_class(), anonymous()));
}

TEST_F(HtmlReport, RemovesThePagesOfAnEarlierReport) {
  write(html::large_class(20));
  EXPECT_EQ(write(html::sample_class()).size(), 9u);
}

// Between the tags nothing may look like markup: the body of every page is well-formed XML once void elements are
// closed.
TEST_F(HtmlReport, KeepsPayloadsOutOfTheMarkup) {
  for (const char* payload : {"<script>alert(1)</script>", "</script><img src=x onerror=alert(1)>", "]]><u>",
                              "\" onmouseover=\"alert(1)", "' autofocus onfocus='alert(1)", "javascript:alert(1)",
                              "\u202egnp.exe", "\xff\xfe<\xc0\xbc>", "-->", "`<i>`", "%3Cscript%3E"}) {
    for (const auto& [name, page] : write(html::hostile_class(payload))) {
      std::string body = page.substr(page.find("<body"));
      body = body.substr(0, body.find("</html>"));
      for (const char* tag : {"<br", "<col ", "<input"})
        for (std::size_t at = body.find(tag); at != std::string::npos; at = body.find(tag, at + 1))
          body.insert(body.find('>', at), "/");
      const auto tree = xml::read(body);
      ASSERT_TRUE(tree) << name << " with " << payload << ": " << tree.error().message;
      for (const char* part : {"<script", "<img", "<u>", "<i>", "\u202e", "\xff", "href=\"javascript"})
        EXPECT_EQ(body.find(part), std::string::npos) << name << " with " << payload << " has " << part;
      EXPECT_EQ(page.find("onmouseover=\""), std::string::npos) << name;
    }
  }
}

TEST_F(HtmlReport, StartsNothingAndFetchesNothing) {
  for (const auto& [name, page] : write(html::sample_class())) {
    for (const char* part : {"http:", "https:", "//", "src=", "@import", "url("}) {
      const std::string head = page.substr(0, page.find("<style"));
      EXPECT_EQ(head.find(part), std::string::npos) << name << ": " << part;
    }
    EXPECT_EQ(page.find("src="), std::string::npos) << name;
    EXPECT_NE(page.find("default-src 'none'"), std::string::npos) << name;
  }
  for (const std::string_view asset : {html::page_css_text(), html::class_css_text(), html::submission_css_text(),
                                       html::students_js_text(), html::timeline_js_text()}) {
    EXPECT_FALSE(asset.empty());
    for (const char* part : {"</", "@import", "url(", "eval(", "innerHTML", "fetch("})
      EXPECT_EQ(asset.find(part), std::string::npos) << part;
  }
}

/// A class whose sources, outputs and file names tell who wrote them.
ClassResult signed_class() {
  ClassResult known = html::sample_class();
  GradedSubmission& alice = known.submissions[0];
  alice.files[0].path = "alice_smith.cpp";
  alice.files[0].content =
      "// Written by ALICE SMITH, s4711001, alice.smith@example.edu\n// (Smith, Alice; with help from Bob Nguyen)\n"
      "struct AliceBuffer {};\nint smith_count = std::max(1, 2);\nstd::cout << \"Alice was here\";\n// 10001 "
      "alicesmith\n";
  Finding& finding = alice.grade.findings[0];
  finding.where = {"alice_smith.cpp", 3};
  finding.related[0].where.file = "alice_smith.cpp";
  finding.message.args["object"] = "alice_buffer";
  finding.schedule[0].name = "AliceBuffer::run";
  finding.schedule[10].value = "Alice was here";
  alice.ignored = {"alice.jpg"};
  alice.manual = ManualScore{7, "Alice and I spoke", "Prof. Jones", "2026-11-21T09:00:00Z"};
  known.submissions[5].grade.problem = "frank/solution.cpp of Frank Ltd. is empty";
  known.ungraded[0].why = "judy/ has no file solution.cpp; s4711010";
  return known;
}

TEST_F(HtmlReport, NamesNobodyWhenAnonymous) {
  const ClassResult known = signed_class();
  const auto files = write(known, anonymous());
  ASSERT_EQ(files.size(), 9u);
  for (const auto& [name, page] : files) {
    EXPECT_EQ(name.find_first_not_of("/.0123456789abcdefghijklmnopqrstuvwxyz"), std::string::npos) << name;
    const std::string body = page.substr(page.find("</head>"));
    for (const char* secret : {"alice",  "smith",       "nguyen", "carol",  "neill", "wójcik",  "müller", "frank",
                               "okafor", "heidi",       "klein",  "petrov", "judy",  "alvarez", "s4711",  "10001",
                               "10010",  "example.edu", "@",      "jones",  "spoke", "autumn",  "2026-",  "e3b0c442"})
      EXPECT_FALSE(contains(body, secret)) << name << " tells " << secret;
    EXPECT_FALSE(contains(page.substr(0, page.find("<style")), "alice")) << name;
  }
  EXPECT_TRUE(contains(files.at("index.html"), "student 10"));
}

TEST_F(HtmlReport, KeepsProgramsReadableWhenAnonymous) {
  ClassResult known = signed_class();
  known.submissions[1].students[0].name = "Max Lock";
  known.submissions[1].files[0].content = "std::max(1, 2); // Max Lock wrote this lock\n";
  std::string all;
  for (const auto& [name, page] : write(known, anonymous()))
    all += page;
  EXPECT_TRUE(contains(all, "std::max("));
  EXPECT_TRUE(contains(all, "[hidden] wrote this lock"));
  EXPECT_TRUE(contains(all, "[hidden]_count"));
}

TEST_F(HtmlReport, RefusesAnAnonymousReportBesideOtherFiles) {
  std::ofstream(dir_ / "names.txt") << "Alice";
  const Result<void> written = write_html(html::sample_class(), anonymous(), dir_);
  ASSERT_FALSE(written);
  EXPECT_EQ(written.error().kind, ErrorKind::input);
  EXPECT_TRUE(write_html(html::sample_class(), {}, dir_));
  EXPECT_TRUE(fs::exists(dir_ / "names.txt"));
}

TEST_F(HtmlReport, RefusesToReplaceAPageThatIsNotOurs) {
  fs::create_directories(dir_);
  std::ofstream(dir_ / "index.html") << "my homepage";
  const Result<void> written = write_html(html::sample_class(), {}, dir_);
  ASSERT_FALSE(written);
  EXPECT_EQ(written.error().kind, ErrorKind::input);
  std::ifstream in(dir_ / "index.html", std::ios::binary);
  EXPECT_EQ(std::string(std::istreambuf_iterator<char>(in), {}), "my homepage");
}

TEST_F(HtmlReport, NumbersPeopleNotInTheOrderOfTheirNames) {
  ClassResult known = html::large_class(50);
  const auto files = write(known, anonymous());
  // Every third of large_class is the deadlock; in a shuffled order the first three pages need not be 0, 1, 2.
  std::vector<std::size_t> places;
  for (int i = 1; i <= 50; ++i)
    if (contains(files.at("submissions/" + std::to_string(i) + ".html"), "Five philosophers"))
      places.push_back(static_cast<std::size_t>(i));
  ASSERT_EQ(places.size(), 17u);
  bool every_third = true;
  for (std::size_t i = 1; i < places.size(); ++i)
    every_third = every_third && places[i] - places[i - 1] == 3;
  EXPECT_FALSE(every_third);
}

TEST_F(HtmlReport, SaysWhichFolderCannotBeUsed) {
  std::ofstream(dir_ / "file") << "x";
  const Result<void> written = write_html(html::sample_class(), {}, dir_ / "file" / "pages");
  ASSERT_FALSE(written);
  EXPECT_EQ(written.error().kind, ErrorKind::input);
}

TEST_F(HtmlReport, ShowsAnEmptyClass) {
  const auto files = write(ClassResult{});
  ASSERT_EQ(files.size(), 1u);
  EXPECT_TRUE(contains(files.at("index.html"), "students"));
}

}  // namespace
}  // namespace threadmark::report
