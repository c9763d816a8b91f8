// Whole files: what was written is what is read, and a failed write leaves what was there.
#include "grader/base/file_content.hpp"

#include <filesystem>
#include <string>

#include <gtest/gtest.h>
#include <unistd.h>

namespace threadmark {
namespace {

namespace fs = std::filesystem;

class FileContentTest : public testing::Test {
 protected:
  void SetUp() override {
    folder_ = fs::temp_directory_path() / ("file-content-" + std::to_string(::getpid()));
    fs::create_directories(folder_);
  }
  void TearDown() override { fs::remove_all(folder_); }

  fs::path folder_;
};

TEST_F(FileContentTest, ReadsWhatWasWrittenByteForByte) {
  const std::string bytes{"a\0\r\n\xff", 5};
  ASSERT_TRUE(write_whole(folder_ / "file", bytes));
  EXPECT_EQ(content_of(folder_ / "file"), bytes);
  ASSERT_TRUE(write_whole(folder_ / "file", ""));
  EXPECT_EQ(content_of(folder_ / "file"), "");
}

TEST_F(FileContentTest, LeavesNothingElseBehind) {
  ASSERT_TRUE(write_whole(folder_ / "file", "one"));
  fs::create_directory(folder_ / "taken");
  ASSERT_TRUE(write_whole(folder_ / "taken" / "inner", "kept"));
  EXPECT_FALSE(write_whole(folder_ / "taken", "a folder is in the way"));
  EXPECT_FALSE(write_whole(folder_ / "missing" / "file", "no such folder"));
  EXPECT_EQ(content_of(folder_ / "taken" / "inner"), "kept");
  EXPECT_EQ(std::distance(fs::directory_iterator(folder_), {}), 2);
}

TEST_F(FileContentTest, SaysWhenAFileCannotBeRead) {
  EXPECT_FALSE(content_of(folder_ / "missing").has_value());
  EXPECT_FALSE(content_of(folder_).has_value());
}

}  // namespace
}  // namespace threadmark
