// Tests of reading YAML: the tree, the places, and everything that is refused.
#include "grader/formats/yaml/yaml.hpp"

#include <string>

#include <gtest/gtest.h>

namespace threadmark::yaml {
namespace {

/// The problems as "line:column message", one a line.
std::string problems_of(std::string_view text, const Bounds& bounds = {}) {
  std::string all;
  for (const SpecProblem& problem : read(text, bounds).problems)
    all += std::to_string(problem.at.line) + ":" + std::to_string(problem.at.column) + " " + problem.message + "\n";
  return all;
}

TEST(Yaml, ReadsScalarsListsAndMapsWithTheirPlaces) {
  const Reading reading = read("id: counter-race\nfiles: [a.cpp, 'b c.cpp']\nlimits:\n  memory-mb: 512\n");
  ASSERT_TRUE(reading.problems.empty()) << reading.problems.front().message;
  ASSERT_EQ(reading.root.kind, Parameter::Kind::map);
  EXPECT_EQ(reading.root.find("id")->scalar, "counter-race");
  const Parameter& files = *reading.root.find("files");
  ASSERT_EQ(files.list.size(), 2u);
  EXPECT_EQ(files.list[1].scalar, "b c.cpp");
  EXPECT_EQ(files.list[1].at.line, 2);
  EXPECT_EQ(files.list[1].at.column, 16);
  const Parameter& memory = *reading.root.find("limits")->find("memory-mb");
  EXPECT_EQ(memory.scalar, "512");
  EXPECT_EQ(memory.at.line, 4);
  EXPECT_EQ(memory.at.column, 14);
}

TEST(Yaml, KeepsTheOrderOfKeys) {
  const Reading reading = read("z: 1\na: 2\nm: 3\n");
  ASSERT_EQ(reading.root.map.size(), 3u);
  EXPECT_EQ(reading.root.map[0].first.scalar, "z");
  EXPECT_EQ(reading.root.map[2].first.scalar, "m");
}

TEST(Yaml, TellsQuotedScalarsFromPlainOnes) {
  const Reading reading = read("a: 1\nb: '1'\nc: \"1\"\nd: |\n  1\n");
  EXPECT_FALSE(reading.root.find("a")->quoted);
  EXPECT_TRUE(reading.root.find("b")->quoted);
  EXPECT_TRUE(reading.root.find("c")->quoted);
  EXPECT_EQ(reading.root.find("d")->scalar, "1\n");
}

TEST(Yaml, TakesEmptyValuesAndTextsAsNothing) {
  EXPECT_EQ(read("").root.kind, Parameter::Kind::none);
  EXPECT_EQ(read("# only a comment\n").root.kind, Parameter::Kind::none);
  EXPECT_EQ(read("a:\n").root.find("a")->kind, Parameter::Kind::none);
  EXPECT_EQ(read("a: ''\n").root.find("a")->kind, Parameter::Kind::scalar);
}

TEST(Yaml, AcceptsAByteOrderMarkAndCarriageReturns) {
  const Reading reading = read("\xef\xbb\xbfid: x\r\ntitle: y\r\n");
  ASSERT_TRUE(reading.problems.empty());
  EXPECT_EQ(reading.root.find("id")->scalar, "x");
  EXPECT_EQ(reading.root.find("title")->scalar, "y");
}

TEST(Yaml, FindsEveryDuplicateKeyAndKeepsTheFirst) {
  EXPECT_EQ(problems_of("a: 1\nb: 2\na: 3\nc: {x: 1, x: 2}\n"),
            "3:1 the key `a` stands here a second time (the first is in line 1); remove one\n"
            "4:11 the key `x` stands here a second time (the first is in line 4); remove one\n");
  EXPECT_EQ(read("a: 1\na: 3\n").root.find("a")->scalar, "1");
}

TEST(Yaml, GivesTheFirstErrorOfSyntaxWithItsPlace) {
  EXPECT_EQ(problems_of("a: [1, 2\nb: 3\n").substr(0, 2), "2:");
  EXPECT_EQ(problems_of("a: b: c\n"), "1:5 a `:` is not possible here; put a value that contains `: ` in quotes\n");
  EXPECT_EQ(problems_of("b: 1\na: 'x\n"), "2:4 this quote is not closed\n");
  EXPECT_EQ(problems_of("\xef\xbb\xbf"
                        "a: \"x\\\""),
            "1:8 this quote is not closed\n");
  EXPECT_FALSE(problems_of("a:\n\t- b\n").empty());
}

TEST(Yaml, RefusesAliasesSoThatNothingExpands) {
  EXPECT_EQ(problems_of("a: &x [1]\n"),
            "1:4 anchors (`&name`) are not allowed here; write the value out where it is needed\n");
  EXPECT_FALSE(problems_of("a: *x\n").empty());
  EXPECT_FALSE(problems_of("<<: {a: 1}\n").empty());
}

TEST(Yaml, RefusesTags) {
  EXPECT_NE(problems_of("a: !!binary xx\n").find("tags"), std::string::npos);
  EXPECT_NE(problems_of("a: !mine [1]\n").find("tags"), std::string::npos);
}

TEST(Yaml, RefusesKeysThatAreNoWords) {
  EXPECT_EQ(problems_of("? [a, b]\n: 1\n"), "1:3 a key must be a word\n");
  EXPECT_EQ(problems_of("~: 1\n"), "1:1 a key must be a word\n");
}

TEST(Yaml, RefusesASecondDocument) {
  EXPECT_NE(problems_of("a: 1\n---\nb: 2\n").find("second document"), std::string::npos);
}

TEST(Yaml, RefusesWhatIsTooMuch) {
  EXPECT_NE(problems_of(std::string(600 * 1024, 'a')).find("longer than 512 KiB"), std::string::npos);
  EXPECT_NE(problems_of("a: " + std::string(70000, 'x')).find("longer than 65536 bytes"), std::string::npos);
  EXPECT_NE(problems_of(std::string(1000, '[')).find("nested deeper than 32"), std::string::npos);
  std::string many = "[";
  for (int i = 0; i < 20001; ++i)
    many += "1,";
  EXPECT_NE(problems_of(many + "]").find("more than 20000 values"), std::string::npos);
}

TEST(Yaml, RefusesControlCharactersAndBrokenUtf8) {
  EXPECT_EQ(problems_of(std::string_view("a: 1\nb: \0", 9)), "2:4 a control character (number 0) stands here\n");
  EXPECT_EQ(problems_of("a: \x04\n"), "1:4 a control character (number 4) stands here\n");
  EXPECT_EQ(problems_of("a: ä\xff\n"), "1:5 this is not valid UTF-8\n");
}

}  // namespace
}  // namespace threadmark::yaml
