// Tests of maps from paths to lessons: what patterns fit, and where mistakes are shown.
#include "grader/intake/lesson_map.hpp"

#include <cstdlib>
#include <filesystem>
#include <fstream>

#include <gtest/gtest.h>

namespace threadmark::intake {
namespace {

namespace fs = std::filesystem;

bool fits(const std::string& pattern, const std::string& path) {
  return lesson_of({{pattern, "yes"}}, path) == "yes";
}

TEST(LessonMap, APatternFitsAtAnyDepthAndAllThatLiesBelow) {
  EXPECT_TRUE(fits("hw1", "alice/hw1/solution.cpp"));
  EXPECT_TRUE(fits("hw1", "hw1"));
  EXPECT_TRUE(fits("hw1/", "hw1/a/b/c.cpp"));
  EXPECT_TRUE(fits("queue.hpp", "alice/src/queue.hpp"));
  EXPECT_FALSE(fits("hw1", "alice/hw10/solution.cpp"));
  EXPECT_FALSE(fits("hw1", "alice/my-hw1/solution.cpp"));
}

TEST(LessonMap, ASlashInFrontHoldsItToTheTop) {
  EXPECT_TRUE(fits("/hw1", "hw1/alice.cpp"));
  EXPECT_FALSE(fits("/hw1", "alice/hw1/solution.cpp"));
  EXPECT_TRUE(fits("/*/hw1", "alice/hw1/solution.cpp"));
}

TEST(LessonMap, StarsStayWithinANameUnlessDoubled) {
  EXPECT_TRUE(fits("hw1-*.cpp", "hw1-alice.cpp"));
  EXPECT_TRUE(fits("h?1", "hw1/x"));
  EXPECT_TRUE(fits("*a*b*c*", "x/zazbzcz"));
  EXPECT_FALSE(fits("/a*/x.cpp", "ab/cd/x.cpp"));
  EXPECT_TRUE(fits("/a*/**/x.cpp", "ab/cd/ef/x.cpp"));
  EXPECT_TRUE(fits("/a/**/x.cpp", "a/x.cpp"));
  EXPECT_FALSE(fits("/a/**/x.cpp", "b/x.cpp"));
  EXPECT_FALSE(fits("a/**/b", "a/c"));
}

TEST(LessonMap, ManyStarsTakeNoTime) {
  std::string pattern;
  for (int i = 0; i < 200; ++i)
    pattern += "*a";
  EXPECT_FALSE(fits(pattern + "b", std::string(20000, 'a')));
  std::string folders;
  std::string path;
  for (int i = 0; i < 100; ++i)
    folders += "**/a/";
  for (int i = 0; i < 1000; ++i)
    path += "a/";
  EXPECT_FALSE(fits(folders + "b", path));
}

TEST(LessonMap, TheFirstRuleThatFitsCounts) {
  const LessonMap map = {{"hw1/extra", "two"}, {"hw1", "one"}};
  EXPECT_EQ(lesson_of(map, "a/hw1/extra/x.cpp"), "two");
  EXPECT_EQ(lesson_of(map, "a/hw1/x.cpp"), "one");
  EXPECT_EQ(lesson_of(map, "a/hw2/x.cpp"), "");
}

/// Reads a text as a map.
Result<LessonMap> read(const std::string& text) {
  std::string folder = (fs::temp_directory_path() / "threadmark-map-XXXXXX").string();
  const fs::path file = fs::path(::mkdtemp(folder.data())) / "map.yaml";
  std::ofstream(file) << text;
  auto map = read_lesson_map(file, {"counter-race", "bank-transfer"});
  fs::remove_all(folder);
  return map;
}

TEST(LessonMap, IsReadInItsOrder) {
  const auto map = read("# week by week\nhw2: bank-transfer\n'*.cpp': counter-race\n");
  ASSERT_TRUE(map) << map.error().message;
  ASSERT_EQ(map->size(), 2U);
  EXPECT_EQ((*map)[0].pattern, "hw2");
  EXPECT_EQ((*map)[1].lesson, "counter-race");
}

TEST(LessonMap, MistakesAreShownWithTheirPlaces) {
  const auto message = [](const std::string& text) {
    const auto map = read(text);
    return map ? std::string("read") : map.error().message;
  };
  const std::string two = message("hw1: counter-rase\nhw2: [a]\n");
  EXPECT_NE(two.find("map.yaml:1:6: there is no lesson `counter-rase`; did you mean `counter-race`?"),
            std::string::npos)
      << two;
  EXPECT_NE(two.find("map.yaml:2:1:"), std::string::npos) << two;
  EXPECT_NE(message("hw1: counter-race\nhw1: bank-transfer\n").find("map.yaml:2:1:"), std::string::npos);
  EXPECT_NE(message("- hw1\n").find("one line a rule"), std::string::npos);
  EXPECT_NE(message("").find("one line a rule"), std::string::npos);
  EXPECT_NE(message("a: [\n").find("map.yaml:"), std::string::npos);
  EXPECT_NE(message("/: counter-race\n").find("fits nothing"), std::string::npos);
  EXPECT_EQ(read_lesson_map("/nowhere/map.yaml", {}).error().kind, ErrorKind::input);
}

}  // namespace
}  // namespace threadmark::intake
