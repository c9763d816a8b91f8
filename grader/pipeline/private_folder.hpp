// A folder for the temporary files of one run, which the next run removes when this one could not.
#pragma once

#include <filesystem>
#include <utility>

#include "grader/base/result.hpp"

namespace threadmark::pipeline {

/// A lock that ends with its process, however that ends. Held while it lives; its file goes with it.
class FileLock {
 public:
  /// Takes it at once, or an input error says that somebody else holds it.
  static Result<FileLock> take(const std::filesystem::path& file);
  ~FileLock();
  FileLock(FileLock&& other) noexcept;
  FileLock& operator=(FileLock&& other) noexcept;

 private:
  FileLock(std::filesystem::path file, int descriptor) : file_(std::move(file)), descriptor_(descriptor) {}

  std::filesystem::path file_;
  int descriptor_ = -1;
};

/// A folder under the system's one for temporary files, gone with its owner. Making one first removes those whose
/// owners were killed.
class PrivateFolder {
 public:
  static Result<PrivateFolder> make();
  ~PrivateFolder();
  PrivateFolder(PrivateFolder&& other) noexcept
      : path_(std::exchange(other.path_, {})), lock_(std::move(other.lock_)) {}
  PrivateFolder& operator=(PrivateFolder&&) = delete;

  const std::filesystem::path& path() const { return path_; }

 private:
  PrivateFolder(std::filesystem::path path, FileLock lock) : path_(std::move(path)), lock_(std::move(lock)) {}

  std::filesystem::path path_;
  FileLock lock_;
};

}  // namespace threadmark::pipeline
