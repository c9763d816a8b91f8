// Tests of locks and private folders: one holder, gone with the owner, leftovers of the killed are removed.
#include "grader/pipeline/private_folder.hpp"

#include <cstdlib>
#include <fstream>
#include <optional>

#include <gtest/gtest.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

namespace threadmark::pipeline {
namespace {

namespace fs = std::filesystem;

/// Lets temporary files of this test lie in a folder of its own.
class PrivateFolderTest : public testing::Test {
 protected:
  void SetUp() override {
    std::string made = (fs::temp_directory_path() / "private-folder-test-XXXXXX").string();
    ASSERT_NE(::mkdtemp(made.data()), nullptr);
    parent_ = made;
    before_ = std::getenv("TMPDIR") != nullptr ? std::optional<std::string>(std::getenv("TMPDIR")) : std::nullopt;
    ::setenv("TMPDIR", made.c_str(), 1);
  }
  void TearDown() override {
    if (before_) {
      ::setenv("TMPDIR", before_->c_str(), 1);
    } else {
      ::unsetenv("TMPDIR");
    }
    fs::remove_all(parent_);
  }

  fs::path parent_;
  std::optional<std::string> before_;
};

TEST_F(PrivateFolderTest, IsGoneWithItsOwner) {
  {
    const auto folder = PrivateFolder::make();
    ASSERT_TRUE(folder);
    std::ofstream(folder->path() / "file") << "x";
    EXPECT_FALSE(fs::is_empty(parent_));
  }
  EXPECT_TRUE(fs::is_empty(parent_));
}

TEST_F(PrivateFolderTest, LeavesTheFoldersOfLivingOwnersAlone) {
  const auto first = PrivateFolder::make();
  const auto second = PrivateFolder::make();
  ASSERT_TRUE(first && second);
  EXPECT_TRUE(fs::exists(first->path()));
  EXPECT_NE(first->path(), second->path());
}

TEST_F(PrivateFolderTest, RemovesWhatAKilledOwnerLeft) {
  const pid_t child = ::fork();
  if (child == 0) {
    const auto folder = PrivateFolder::make();
    std::ofstream(folder->path() / "file") << "x";
    ::raise(SIGKILL);
  }
  ::waitpid(child, nullptr, 0);
  ASSERT_FALSE(fs::is_empty(parent_));
  { ASSERT_TRUE(PrivateFolder::make()); }
  EXPECT_TRUE(fs::is_empty(parent_));
}

TEST_F(PrivateFolderTest, GivesALockToOneAtATime) {
  const fs::path file = parent_ / "results.db.lock";
  {
    const auto lock = FileLock::take(file);
    ASSERT_TRUE(lock);
    const auto second = FileLock::take(file);
    ASSERT_FALSE(second);
    EXPECT_EQ(second.error().kind, ErrorKind::input);
  }
  EXPECT_FALSE(fs::exists(file));
  EXPECT_TRUE(FileLock::take(file));
}

}  // namespace
}  // namespace threadmark::pipeline
