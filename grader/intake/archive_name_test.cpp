// Tests of names in archives: clean paths, old encodings, and those that lead outside.
#include "grader/intake/archive_name.hpp"

#include <gtest/gtest.h>

namespace threadmark::intake {
namespace {

using Kind = ArchiveName::Kind;

std::string path_of(std::string_view raw, OldEncoding old = OldEncoding::cp437) {
  const ArchiveName name = read_archive_name(raw, old);
  return name.kind == Kind::inside ? name.path : name.kind == Kind::outside ? "<outside>" : "<none>";
}

TEST(ArchiveName, StepsThatGoNowhereVanish) {
  EXPECT_EQ(path_of("./a//b/./c.cpp"), "a/b/c.cpp");
  EXPECT_EQ(path_of("folder/"), "folder");
  EXPECT_EQ(path_of("./"), "<none>");
  EXPECT_EQ(path_of(""), "<none>");
}

TEST(ArchiveName, NoNameLeadsOutside) {
  for (const char* name : {"..", "../a", "a/../../b", "a/..", "/a", "\\a", "..\\a", "C:", "C:\\a", "c:/a"})
    EXPECT_EQ(path_of(name), "<outside>") << name;
  EXPECT_EQ(path_of("a/..b/c..d"), "a/..b/c..d");
  EXPECT_EQ(path_of("time 12:30.txt"), "time 12:30.txt");
}

TEST(ArchiveName, BackslashesSeparateOnlyWhereNothingElseDoes) {
  EXPECT_EQ(path_of("a\\b\\c.cpp"), "a/b/c.cpp");
  EXPECT_EQ(path_of("a/b\\c.cpp"), "a/b\\c.cpp");
}

TEST(ArchiveName, OldEncodingsBecomeUtf8) {
  EXPECT_EQ(path_of("M\x81ller.cpp"), "Müller.cpp");
  EXPECT_EQ(path_of("M\xFCller.cpp", OldEncoding::latin1), "Müller.cpp");
  EXPECT_EQ(path_of("M\xC3\xBCller.cpp", OldEncoding::latin1), "Müller.cpp");
}

TEST(ArchiveName, ControlCharactersBecomeVisible) {
  EXPECT_EQ(path_of("a\nb\x1b[2J.cpp"), "a\\nb\\x1b[2J.cpp");
  EXPECT_EQ(path_of(std::string_view("a\0b", 3)), "a\\x00b");
}

TEST(ArchiveName, AbsurdNamesAreNone) {
  EXPECT_EQ(path_of(std::string(300, 'a')), "<none>");
  std::string deep;
  for (int i = 0; i < 40; ++i)
    deep += "d/";
  EXPECT_EQ(path_of(deep + "x"), "<none>");
  EXPECT_EQ(path_of(std::string(5000, 'a')), "<none>");
}

}  // namespace
}  // namespace threadmark::intake
