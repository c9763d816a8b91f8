// Finding what of ours is linked into programs: in the build tree, in an installation, or where THREADMARK_HOME says.
#include <cstdlib>
#include <system_error>
#include <vector>

#include <unistd.h>

#include "grader/compile/compile.hpp"

namespace threadmark::compile {
namespace {

namespace fs = std::filesystem;

/// The folders in which libraries may lie, seen from where the program runs.
std::vector<fs::path> homes() {
  std::vector<fs::path> found;
  if (const char* home = std::getenv("THREADMARK_HOME")) found.emplace_back(home);
  std::error_code error;
  fs::path folder = fs::read_symlink("/proc/self/exe", error).parent_path();
  constexpr int upwards = 4;
  for (int i = 0; i < upwards && !folder.empty(); ++i, folder = folder.parent_path())
    found.push_back(folder);
  return found;
}

fs::path library(const std::vector<fs::path>& folders, const std::string& name) {
  std::error_code error;
  for (const fs::path& home : folders)
    for (const char* place :
         {"", "lib/threadmark", "harness", "harness/runtime", "harness/explorer", "harness/hooks", "harness/testing"})
      if (fs::exists(home / place / name, error)) return fs::canonical(home / place / name, error);
  return {};
}

fs::path include_folder(const std::vector<fs::path>& folders) {
  std::error_code error;
  for (const fs::path& home : folders)
    for (const char* place : {"", "include/threadmark"})
      if (fs::exists(home / place / "harness" / "testing" / "testing.hpp", error))
        return fs::canonical(home / place, error);
  return THREADMARK_SOURCE_DIR;
}

}  // namespace

Result<RuntimeFiles> find_runtime_files() {
  const std::vector<fs::path> folders = homes();
  RuntimeFiles files;
  files.runtime = library(folders, "libthreadmark_rt.a");
  files.testing = library(folders, "libthreadmark_testing.a");
  files.testing_plain = library(folders, "libthreadmark_testing_plain.a");
  files.include = include_folder(folders);
  if (files.runtime.empty())
    return fail(environment_error(
        "The controlled runtime libthreadmark_rt.a is neither beside this program nor where THREADMARK_HOME says. "
        "Remedy: build it with ./threadmark or ci/build."));
  return files;
}

fs::path default_cache() {
  if (const char* cache = std::getenv("XDG_CACHE_HOME"); cache != nullptr && *cache == '/')
    return fs::path(cache) / "threadmark";
  if (const char* home = std::getenv("HOME"); home != nullptr && *home == '/')
    return fs::path(home) / ".cache" / "threadmark";
  return fs::temp_directory_path() / ("threadmark-cache-" + std::to_string(::getuid()));
}

}  // namespace threadmark::compile
