// The folder in which one submission is compiled and run, gone when its owner is.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace threadmark {

/// A private folder: `source/` holds the submitted and given files, `build/` what is made of them. Removed on
/// destruction.
class Workspace {
 public:
  explicit Workspace(std::filesystem::path root);
  ~Workspace();
  Workspace(Workspace&& other) noexcept;
  Workspace& operator=(Workspace&& other) noexcept;
  Workspace(const Workspace&) = delete;
  Workspace& operator=(const Workspace&) = delete;

  const std::filesystem::path& root() const { return root_; }
  std::filesystem::path source() const { return root_ / "source"; }
  std::filesystem::path build() const { return root_ / "build"; }

 private:
  std::filesystem::path root_;
};

}  // namespace threadmark
