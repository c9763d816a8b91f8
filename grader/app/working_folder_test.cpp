// Working folders: nothing is overwritten, the lesson is found again, progress only gets better.
#include "grader/app/working_folder.hpp"

#include <cstdlib>
#include <fstream>

#include <gtest/gtest.h>

namespace threadmark::app {
namespace {

namespace fs = std::filesystem;

class WorkingFolder : public testing::Test {
 protected:
  WorkingFolder() {
    char name[] = "/tmp/working-folder-XXXXXX";
    root_ = mkdtemp(name);
    lesson_.id = "counter-race";
    lesson_.folder = root_ / "lesson";
    fs::create_directories(lesson_.folder / "starter");
    std::ofstream(lesson_.folder / "starter/solution.cpp") << "int main() {}\n";
    std::ofstream(lesson_.folder / "README.md") << "# Text\n";
  }
  ~WorkingFolder() override { fs::remove_all(root_); }

  fs::path root_;
  Lesson lesson_;
};

TEST_F(WorkingFolder, HoldsTheStarterTheTextAndTheLessonsName) {
  const auto made = make_working_folder(lesson_, root_ / "mine");
  ASSERT_TRUE(made);
  EXPECT_EQ(*made, (std::vector<std::string>{"README.md", "solution.cpp"}));
  EXPECT_EQ(lesson_of(root_ / "mine").value(), "counter-race");
  EXPECT_EQ(lesson_of(root_ / "mine/solution.cpp").value(), "counter-race");
}

TEST_F(WorkingFolder, NeverOverwritesAStudentsFile) {
  fs::create_directories(root_ / "mine");
  std::ofstream(root_ / "mine/solution.cpp") << "precious";
  const auto made = make_working_folder(lesson_, root_ / "mine");
  ASSERT_FALSE(made);
  EXPECT_EQ(made.error().kind, ErrorKind::input);
  EXPECT_NE(made.error().message.find("solution.cpp"), std::string::npos);
  EXPECT_FALSE(fs::exists(root_ / "mine/README.md"));
}

TEST_F(WorkingFolder, IsAskedForWhereThereIsNone) {
  const auto lesson = lesson_of(root_);
  ASSERT_FALSE(lesson);
  EXPECT_NE(lesson.error().message.find("threadmark start"), std::string::npos);
}

TEST_F(WorkingFolder, ProgressOnlyGetsBetter) {
  keep_progress(root_ / "state", "a", "4.5");
  keep_progress(root_ / "state", "a", "3");
  EXPECT_EQ(read_progress(root_ / "state")["a"], "4.5");
  keep_progress(root_ / "state", "a", "passed");
  keep_progress(root_ / "state", "a", "9");
  EXPECT_EQ(read_progress(root_ / "state")["a"], "passed");
}

}  // namespace
}  // namespace threadmark::app
