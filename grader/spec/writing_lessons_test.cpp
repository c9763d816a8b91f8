// Holds docs/writing-lessons.md to the lesson that it builds, which lies in testdata/writing-lessons.
#include <filesystem>
#include <fstream>
#include <iterator>
#include <regex>
#include <set>
#include <string>

#include <gtest/gtest.h>
#include <unistd.h>

#include "grader/check/checks.hpp"
#include "grader/spec/spec.hpp"

namespace threadmark::spec {
namespace {

const std::filesystem::path lesson_root = THREADMARK_SOURCE_DIR "/grader/spec/testdata/writing-lessons";

std::string content_of(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

/// Expects each block "`PATH`:" + fence to be the file of that path; the paths.
std::set<std::string> check_blocks(const std::string& document) {
  std::set<std::string> paths;
  const std::regex opening("`([a-z_/]+\\.[a-z]+)`:\n\n```[a-z]+\n", std::regex::icase);
  for (std::sregex_iterator match(document.begin(), document.end(), opening), end; match != end; ++match) {
    const auto begin = static_cast<std::size_t>(match->position() + match->length());
    const std::size_t fence = document.find("\n```\n", begin);
    EXPECT_EQ(document.substr(begin, fence + 1 - begin), content_of(lesson_root / (*match)[1].str())) << (*match)[1];
    paths.insert((*match)[1]);
  }
  return paths;
}

TEST(WritingLessons, ShowsEveryFileOfItsLessonAsItIs) {
  const std::set<std::string> shown = check_blocks(content_of(THREADMARK_SOURCE_DIR "/docs/writing-lessons.md"));
  for (const auto& entry : std::filesystem::recursive_directory_iterator(lesson_root)) {
    const std::string name = std::filesystem::relative(entry.path(), lesson_root).string();
    EXPECT_TRUE(!entry.is_regular_file() || shown.contains(name)) << name;
  }
}

TEST(WritingLessons, HasALessonThatReads) {
  SpecReading reading = read_lesson(lesson_root / "exercises/relay");
  EXPECT_EQ(describe("spec.yaml", std::move(reading.problems)), "");
  EXPECT_TRUE(check::make_checks(reading.lesson));
  EXPECT_EQ(reading.lesson.max_score, 5);
}

TEST(WritingLessons, QuotesProblemsAsTheyAreSaid) {
  std::string spec = content_of(lesson_root / "exercises/relay/spec.yaml");
  spec.replace(spec.find("points"), 6, "ponits");
  spec.replace(spec.find("when: sometimes"), 15, "when: somtimes");
  const std::filesystem::path folder =
      std::filesystem::temp_directory_path() / ("writing-lessons-test-" + std::to_string(::getpid())) / "relay";
  std::filesystem::create_directories(folder);
  std::ofstream(folder / "spec.yaml") << spec;
  SpecReading reading = read_lesson(folder);
  std::filesystem::remove_all(folder.parent_path());
  const auto checks = check::make_checks(reading.lesson);
  ASSERT_FALSE(checks);
  reading.problems.insert(reading.problems.end(), checks.error().begin(), checks.error().end());
  const std::string said = describe("exercises/relay/spec.yaml", std::move(reading.problems));
  const std::string document = content_of(THREADMARK_SOURCE_DIR "/docs/writing-lessons.md");
  EXPECT_NE(document.find("$ ./threadmark lint relay\n" + said + "\n```"), std::string::npos) << said;
}

}  // namespace
}  // namespace threadmark::spec
