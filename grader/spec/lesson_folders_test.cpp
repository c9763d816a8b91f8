// Tests of listing and finding lessons.
#include "grader/spec/lesson_folders.hpp"

#include <cstdlib>
#include <fstream>

#include <gtest/gtest.h>

namespace threadmark::spec {
namespace {

namespace fs = std::filesystem;

/// A directory with two lessons and things that are none.
class LessonFoldersTest : public testing::Test {
 protected:
  LessonFoldersTest() {
    std::string pattern = (fs::temp_directory_path() / "lessons-XXXXXX").string();
    root_ = mkdtemp(pattern.data());
    for (const char* name : {"pipe-eof", "counter-race"}) {
      fs::create_directories(root_ / name);
      std::ofstream(root_ / name / "spec.yaml") << "id: x\n";
    }
    fs::create_directories(root_ / "no-lesson");
    std::ofstream(root_ / "README.md") << "x";
  }
  ~LessonFoldersTest() override { fs::remove_all(root_); }

  fs::path root_;
};

TEST_F(LessonFoldersTest, ListsFoldersWithASpecByName) {
  const auto folders = lesson_folders(root_);
  ASSERT_TRUE(folders);
  EXPECT_EQ(*folders, (std::vector<fs::path>{root_ / "counter-race", root_ / "pipe-eof"}));
}

TEST_F(LessonFoldersTest, FindsALessonOrSuggestsOne) {
  EXPECT_EQ(*find_lesson(root_, "pipe-eof"), root_ / "pipe-eof");
  const auto missing = find_lesson(root_, "counter-rase");
  ASSERT_FALSE(missing);
  EXPECT_EQ(missing.error().message, "there is no lesson `counter-rase`; did you mean `counter-race`?");
  EXPECT_EQ(find_lesson(root_, "../etc").error().message,
            "there is no lesson `../etc`; `threadmark lessons` lists them");
}

TEST_F(LessonFoldersTest, SaysThatADirectoryIsMissingOrHasNoLessons) {
  EXPECT_EQ(lesson_folders(root_ / "nowhere").error().kind, ErrorKind::input);
  EXPECT_FALSE(lesson_folders(root_ / "no-lesson"));
}

}  // namespace
}  // namespace threadmark::spec
