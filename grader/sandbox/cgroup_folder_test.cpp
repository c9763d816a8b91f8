// Folders of control groups: whose are removed, and whose stay. (Ordinary folders can be marked as well.)
#include "grader/sandbox/cgroup_folder.hpp"

#include <cstdlib>
#include <filesystem>
#include <string>

#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

namespace threadmark::sandbox {
namespace {

namespace fs = std::filesystem;

class CgroupFolderTest : public testing::Test {
 protected:
  CgroupFolderTest() {
    std::string name = (fs::temp_directory_path() / "groups-XXXXXX").string();
    folder_ = ::mkdtemp(name.data());
  }
  ~CgroupFolderTest() override { fs::remove_all(folder_); }

  static long ended_process() {
    const pid_t child = ::fork();
    if (child == 0) ::_exit(0);
    ::waitpid(child, nullptr, 0);
    return child;
  }

  fs::path folder_;
};

TEST_F(CgroupFolderTest, MakesOneOfTheSameNameInEachParent) {
  fs::create_directory(folder_ / "a");
  fs::create_directory(folder_ / "b");
  const auto made = make_cgroup_folders({folder_ / "a", folder_ / "b"});
  ASSERT_TRUE(made.has_value());
  ASSERT_EQ(made->size(), 2U);
  EXPECT_EQ(fs::path((*made)[0].path).filename(), fs::path((*made)[1].path).filename());
  EXPECT_TRUE(fs::is_directory((*made)[1].path));
}

TEST_F(CgroupFolderTest, MakesAllOrNone) {
  fs::create_directory(folder_ / "a");
  EXPECT_FALSE(make_cgroup_folders({folder_ / "a", "/proc/self"}).has_value());
  EXPECT_TRUE(fs::is_empty(folder_ / "a"));
}

TEST_F(CgroupFolderTest, TakesAnotherNameWhereAProcessWithItsNumberTookIt) {
  const auto first = make_cgroup_folders({folder_});
  ASSERT_TRUE(first.has_value());
  const std::string name = fs::path(first->front().path).filename().string();
  const std::string prefix = cgroup_prefix_of(::getpid());
  const long next = std::stol(name.substr(prefix.size())) + 1;
  fs::create_directory(folder_ / (prefix + std::to_string(next)));
  EXPECT_TRUE(make_cgroup_folders({folder_}).has_value());
}

TEST_F(CgroupFolderTest, RemovesWhatAKilledGraderLeft) {
  const fs::path left = folder_ / (cgroup_prefix_of(ended_process()) + "0");
  const fs::path foreign = folder_ / "somebody-elses";
  fs::create_directory(left);
  fs::create_directory(foreign);
  remove_stale_cgroup_folders(folder_);
  EXPECT_FALSE(fs::exists(left));
  EXPECT_TRUE(fs::exists(foreign));
}

TEST_F(CgroupFolderTest, KeepsThoseOfALivingOneWhoseNumberMeansNothingHere) {
  auto made = make_cgroup_folders({folder_});
  ASSERT_TRUE(made.has_value());
  // As a grader in another pid namespace would have called it.
  const fs::path strange = folder_ / (cgroup_prefix_of(ended_process()) + "7");
  fs::rename(made->front().path, strange);
  remove_stale_cgroup_folders(folder_);
  EXPECT_TRUE(fs::exists(strange));
  made->clear();
  remove_stale_cgroup_folders(folder_);
  EXPECT_FALSE(fs::exists(strange));
}

}  // namespace
}  // namespace threadmark::sandbox
