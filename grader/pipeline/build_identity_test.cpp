// Tests of the name of a build: the same for the same files, another for each one that changes.
#include "grader/pipeline/build_identity.hpp"

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <set>

#include <gtest/gtest.h>

namespace threadmark::pipeline {
namespace {

namespace fs = std::filesystem;

TEST(BuildIdentity, ChangesWithWhateverIsLinkedOrIncluded) {
  std::string pattern = (fs::temp_directory_path() / "build-identity-XXXXXX").string();
  const fs::path folder = mkdtemp(pattern.data());
  fs::create_directories(folder / "harness" / "testing");
  const compile::RuntimeFiles files{folder / "a", folder / "b", folder / "c", folder};
  const std::string first = build_identity(files);
  EXPECT_EQ(build_identity(files), first);
  EXPECT_TRUE(first.starts_with(THREADMARK_VERSION "+")) << first;
  std::set<std::string> all = {first};
  for (const char* changed : {"a", "b", "c", "harness/testing/testing.hpp"}) {
    std::ofstream(folder / changed) << changed;
    EXPECT_TRUE(all.insert(build_identity(files)).second) << changed;
  }
  fs::remove_all(folder);
}

}  // namespace
}  // namespace threadmark::pipeline
