// Tests of intake: what is taken, what is refused, and how a workspace looks.
#include "grader/intake/intake.hpp"

#include <cstdlib>
#include <fstream>
#include <sstream>

#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

namespace threadmark::intake {
namespace {

namespace fs = std::filesystem;

/// A folder with files, gone afterwards, and a lesson that asks for solution.cpp.
class IntakeTest : public ::testing::Test {
 protected:
  void SetUp() override {
    std::string name = (fs::temp_directory_path() / "threadmark-intake-XXXXXX").string();
    folder_ = ::mkdtemp(name.data());
    lesson_.id = "one";
    lesson_.files = {"solution.cpp"};
    lesson_.folder = folder_ / "lesson";
  }
  void TearDown() override { fs::remove_all(folder_); }

  fs::path put(const std::string& name, const std::string& content) const {
    fs::create_directories((folder_ / name).parent_path());
    std::ofstream(folder_ / name) << content;
    return folder_ / name;
  }
  Submission taken(const fs::path& path) const {
    auto intake = take(lesson_, path);
    if (!intake || !std::holds_alternative<Submission>(*intake)) {
      ADD_FAILURE() << "not taken: " << path;
      return {};
    }
    return std::get<Submission>(*intake);
  }
  std::string refused(const fs::path& path) const {
    auto intake = take(lesson_, path);
    if (!intake) return intake.error().message;
    return std::holds_alternative<Rejected>(*intake) ? std::get<Rejected>(*intake).why.id : "taken";
  }

  fs::path folder_;
  Lesson lesson_;
};

TEST_F(IntakeTest, TakesAFileWhateverItsName) {
  const Submission submission = taken(put("alice.cpp", "int main() {}\n"));
  ASSERT_EQ(submission.files.size(), 1U);
  EXPECT_EQ(submission.files[0].path, "solution.cpp");
  EXPECT_EQ(submission.name, "alice");
  EXPECT_EQ(submission.sha256.size(), 64U);
}

TEST_F(IntakeTest, TakesFromAFolderOnlyWhatTheLessonAsksFor) {
  put("bob/solution.cpp", "int main() {}\n");
  put("bob/notes.txt", "notes");
  put("bob/.hidden", "hidden");
  const Submission submission = taken(folder_ / "bob/");
  EXPECT_EQ(submission.files.size(), 1U);
  EXPECT_EQ(submission.name, "bob");
  EXPECT_EQ(submission.ignored, std::vector<std::string>{"notes.txt"});
}

TEST_F(IntakeTest, TakesTheOnlySourceOfAFolder) {
  put("carol/my work.cpp", "int main() {}\n");
  EXPECT_EQ(taken(folder_ / "carol").files[0].path, "solution.cpp");
}

TEST_F(IntakeTest, DoesNotGuessBetweenTwoSources) {
  put("dave/a.cpp", "int a;\n");
  put("dave/b.cpp", "int b;\n");
  EXPECT_EQ(refused(folder_ / "dave"), "intake.which-file");
}

TEST_F(IntakeTest, RefusesEmptyAndHugeFiles) {
  EXPECT_EQ(refused(put("empty.cpp", " \n\t\n")), "intake.empty");
  EXPECT_EQ(refused(put("huge.cpp", std::string(600 * 1024, 'x'))), "intake.too-large");
}

TEST_F(IntakeTest, RefusesWhatIsNoPlainFile) {
  const fs::path secret = put("secret", "secret");
  for (const char* name : {"link", "hard", "fifo", "folder"})
    fs::create_directory(folder_ / name);
  fs::create_symlink(secret, folder_ / "link" / "solution.cpp");
  fs::create_hard_link(secret, folder_ / "hard" / "solution.cpp");
  ASSERT_EQ(::mkfifo((folder_ / "fifo" / "solution.cpp").c_str(), 0600), 0);
  fs::create_directory(folder_ / "folder" / "solution.cpp");
  EXPECT_EQ(refused(folder_ / "link"), "intake.not-plain");
  EXPECT_EQ(refused(folder_ / "hard"), "intake.hard-link");
  EXPECT_EQ(refused(folder_ / "fifo"), "intake.not-plain");
  EXPECT_EQ(refused(folder_ / "folder"), "intake.not-plain");
  EXPECT_EQ(refused("/dev/zero"), "intake.not-plain");
}

TEST_F(IntakeTest, SaysThatAPathIsNotThere) {
  EXPECT_NE(refused(folder_ / "nobody").find("no file or folder"), std::string::npos);
}

TEST_F(IntakeTest, GivesTheSameDigestForTheSameContent) {
  EXPECT_EQ(taken(put("a.cpp", "int x;")).sha256, taken(put("b.cpp", "int x;")).sha256);
  EXPECT_NE(taken(put("a.cpp", "int x;")).sha256, taken(put("c.cpp", "int y;")).sha256);
}

TEST_F(IntakeTest, LaysOutAWorkspaceThatGoesWithItsOwner) {
  lesson_.given_files = {"pages.hpp"};
  lesson_.driver = "driver.cpp";
  put("lesson/starter/pages.hpp", "given");
  put("lesson/driver.cpp", "driver");
  const Submission submission = taken(put("erin.cpp", "int main() {}\n"));
  fs::path root;
  {
    auto workspace = lay_out(submission, lesson_, folder_ / "work");
    ASSERT_TRUE(workspace) << workspace.error().message;
    root = workspace->root();
    EXPECT_TRUE(fs::exists(workspace->source() / "solution.cpp"));
    EXPECT_TRUE(fs::exists(workspace->source() / "pages.hpp"));
    EXPECT_TRUE(fs::exists(workspace->root() / "lesson" / "driver.cpp"));
    EXPECT_TRUE(fs::is_empty(workspace->build()));
  }
  EXPECT_FALSE(fs::exists(root));
}

}  // namespace
}  // namespace threadmark::intake
