// Locks by flock, and folders that carry one.
#include "grader/pipeline/private_folder.hpp"

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <string>
#include <system_error>
#include <utility>

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

namespace threadmark::pipeline {
namespace {

namespace fs = std::filesystem;

constexpr const char* prefix = "threadmark-batch-";

/// Removes the folders that nobody holds any more. Other users' are theirs.
void sweep(const fs::path& parent) {
  std::error_code error;
  for (const auto& entry : fs::directory_iterator(parent, error)) {
    struct stat status = {};
    if (!entry.path().filename().string().starts_with(prefix)) continue;
    if (::lstat(entry.path().c_str(), &status) != 0 || !S_ISDIR(status.st_mode) || status.st_uid != ::geteuid())
      continue;
    const auto lock = FileLock::take(entry.path() / "lock");
    if (lock) fs::remove_all(entry.path(), error);
  }
}

}  // namespace

Result<FileLock> FileLock::take(const fs::path& file) {
  while (true) {
    const int descriptor = ::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0644);
    if (descriptor < 0)
      return fail(input_error("Cannot write to " + file.string() + ": " + std::strerror(errno) + "."));
    if (::flock(descriptor, LOCK_EX | LOCK_NB) != 0) {
      ::close(descriptor);
      return fail(input_error("Somebody else holds " + file.string() + "."));
    }
    // Who held it before may have removed the file after we had opened it.
    struct stat held = {};
    struct stat there = {};
    if (::fstat(descriptor, &held) == 0 && ::lstat(file.c_str(), &there) == 0 && held.st_ino == there.st_ino)
      return FileLock(file, descriptor);
    ::close(descriptor);
  }
}

FileLock::~FileLock() {
  if (descriptor_ < 0) return;
  ::unlink(file_.c_str());
  ::close(descriptor_);
}

FileLock::FileLock(FileLock&& other) noexcept
    : file_(std::move(other.file_)), descriptor_(std::exchange(other.descriptor_, -1)) {}

FileLock& FileLock::operator=(FileLock&& other) noexcept {
  std::swap(file_, other.file_);
  std::swap(descriptor_, other.descriptor_);
  return *this;
}

Result<PrivateFolder> PrivateFolder::make() {
  std::error_code error;
  const fs::path parent = fs::temp_directory_path(error);
  if (error) return fail(environment_error("There is no folder for temporary files: " + error.message() + "."));
  sweep(parent);
  // Between making and locking, somebody else's sweep may take it for a leftover.
  constexpr int tries = 5;
  for (int i = 0; i < tries; ++i) {
    std::string name = (parent / (std::string(prefix) + "XXXXXX")).string();
    if (::mkdtemp(name.data()) == nullptr) break;
    // Users of sandboxes pass through to their own folders.
    ::chmod(name.c_str(), 0711);
    if (auto lock = FileLock::take(fs::path(name) / "lock")) return PrivateFolder(name, *std::move(lock));
  }
  return fail(environment_error("Cannot make a folder in " + parent.string() + ": " + std::strerror(errno) + "."));
}

PrivateFolder::~PrivateFolder() {
  if (path_.empty()) return;
  std::error_code ignored;
  fs::remove_all(path_, ignored);
}

}  // namespace threadmark::pipeline
