// Tests of intake: what is taken, what is refused, and how a workspace looks.
#include "grader/intake/intake.hpp"

#include <cstdlib>
#include <fstream>
#include <sstream>

#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include "grader/intake/testing/archive_maker.hpp"

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

TEST_F(IntakeTest, LooksIntoFoldersForTheTopmostOne) {
  put("erin/homework/solution.cpp", "right");
  put("erin/homework/old/solution.cpp", "old");
  put("erin/build/solution.cpp", "built");
  EXPECT_EQ(taken(folder_ / "erin").files[0].content, "right");
  put("fred/a/solution.cpp", "a");
  put("fred/b/solution.cpp", "b");
  EXPECT_EQ(refused(folder_ / "fred"), "intake.which-folder");
  put("fred/one/solution.cpp", "of the lesson");
  EXPECT_EQ(taken(folder_ / "fred").files[0].content, "of the lesson");
}

TEST_F(IntakeTest, AnEmptyFolderAndOneOfOtherThingsAreTold) {
  fs::create_directory(folder_ / "empty");
  EXPECT_EQ(refused(folder_ / "empty"), "intake.nothing");
  put("grace/report.pdf", "%PDF");
  EXPECT_EQ(refused(folder_ / "grace"), "intake.missing-file");
}

TEST_F(IntakeTest, NamesAreOnlyNames) {
  for (const std::string name : {"@file.cpp", "-wrapper.cpp", "new\nline.cpp", "two  blanks.cpp", "ünï€.cpp",
                                 "$(id).cpp", "\xff\xfe.cpp", "a'b\"c.cpp", "-o.cpp"}) {
    EXPECT_EQ(taken(put("names/" + name, "int x;")).files[0].path, "solution.cpp") << name;
    EXPECT_EQ(taken(put("folder of " + name + "/" + name, "int x;").parent_path()).files[0].path, "solution.cpp")
        << name;
  }
}

TEST_F(IntakeTest, NamesThatDifferInCaseAreTwoFiles) {
  put("hana/Solution.cpp", "wrong");
  put("hana/solution.cpp", "right");
  EXPECT_EQ(taken(folder_ / "hana").files[0].content, "right");
  put("ivan/A.cpp", "1");
  put("ivan/a.cpp", "2");
  EXPECT_EQ(refused(folder_ / "ivan"), "intake.which-file");
}

TEST_F(IntakeTest, FilesThatShadowTheLessonsOwnAreLeftAside) {
  lesson_.files = {"solution.hpp"};
  lesson_.driver = "driver.cpp";
  lesson_.given_files = {"pages.hpp"};
  put("jane/solution.hpp", "int x;");
  for (const char* name : {"pages.hpp", "driver.cpp", "gtest/gtest.h", "harness/testing/testing.hpp", "bits/stdc++.h"})
    put(std::string("jane/") + name, "evil");
  const Submission submission = taken(folder_ / "jane");
  ASSERT_EQ(submission.files.size(), 1U);
  EXPECT_EQ(submission.files[0].content, "int x;");
  EXPECT_EQ(submission.ignored.size(), 5U);
  fs::remove(folder_ / "jane" / "solution.hpp");
  fs::remove_all(folder_ / "jane" / "bits");
  fs::remove_all(folder_ / "jane" / "harness");
  fs::remove_all(folder_ / "jane" / "gtest");
  EXPECT_EQ(refused(folder_ / "jane"), "intake.missing-file") << "a given file is nobody's work";
}

TEST_F(IntakeTest, OddButHonestTextIsTakenByteForByte) {
  for (const std::string text : {"int main() {}", "int main() {}\r\n", "\xEF\xBB\xBFint main() {}\n",
                                 "int a;\rint b;\r", "// caf\xE9 in Latin-1\n", "// \f form feed and \x1b escape\n"})
    EXPECT_EQ(taken(put("honest.cpp", text)).files[0].content, text);
  const std::string long_line = "// " + std::string(200000, 'x') + "\n";
  EXPECT_EQ(taken(put("honest.cpp", long_line)).files[0].content, long_line);
}

TEST_F(IntakeTest, WhatIsNoTextIsRefusedWithAWord) {
  using namespace std::string_literals;
  EXPECT_EQ(refused(put("a.cpp", "int x;\0int y;"s)), "intake.binary");
  EXPECT_EQ(refused(put("a.cpp",
                        "\x7f"
                        "ELF\x02\x01\x01\0\0"s)),
            "intake.binary");
  EXPECT_EQ(refused(put("a.cpp", "\xFF\xFEi\0n\0t\0"s)), "intake.utf-16");
  EXPECT_EQ(refused(put("a.cpp", "\xEF\xBB\xBF"s)), "intake.empty");
  EXPECT_EQ(refused(put("a.cpp", "\0\0\0"s)), "intake.empty");
}

TEST_F(IntakeTest, AFolderOfManyFilesIsRefused) {
  put("kim/solution.cpp", "int x;");
  for (int i = 0; i < 10001; ++i)
    std::ofstream(folder_ / "kim" / std::to_string(i));
  EXPECT_EQ(refused(folder_ / "kim"), "intake.too-many-files");
}

TEST_F(IntakeTest, TakesArchivesByWhatTheyAreAndSaysWhatWasIgnored) {
  const std::string bytes = testing::make_archive(
      "zip", {{"__MACOSX/._solution.cpp", "x"}, {"w/solution.cpp", "int x;"}, {"w/notes \n.txt", "n"}});
  const Submission submission = taken(put("lea.zip", bytes));
  EXPECT_EQ(submission.name, "lea");
  EXPECT_EQ(submission.files[0].content, "int x;");
  EXPECT_EQ(submission.ignored, (std::vector<std::string>{"__MACOSX/", "w/notes \\n.txt"}));
  EXPECT_EQ(taken(put("mia.tar.gz", testing::make_archive("tar.gz", {{"solution.cpp", "m"}}))).name, "mia");
  EXPECT_EQ(taken(put("named wrongly", bytes)).files[0].content, "int x;");
  EXPECT_EQ(submission.sha256, taken(put("plain.cpp", "int x;")).sha256) << "the way it came does not matter";
}

TEST_F(IntakeTest, NothingOfAnArchiveIsLaidOut) {
  put("nia.zip", testing::make_archive("zip", {{"solution.cpp", "int x;"}, {"more.txt", "x"}}));
  const auto names = [&] {
    std::vector<std::string> all;
    for (const auto& entry : fs::recursive_directory_iterator(folder_))
      all.push_back(entry.path());
    return all;
  };
  const auto before = names();
  taken(folder_ / "nia.zip");
  EXPECT_EQ(names(), before);
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
