// Running one compiler or linker in the sandbox, with the folders that it needs and nothing else.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "grader/base/result.hpp"
#include "grader/compile/compile.hpp"
#include "grader/sandbox/sandbox.hpp"

namespace threadmark::compile {

/// The room in which one submission is compiled: its folders as compilers see them.
class Workshop {
 public:
  Workshop(const Means& means, const Workspace& workspace, const Limits& limits);

  /// Lets compilers read one more file or folder of ours.
  void show(const std::filesystem::path& host, const std::string& inside);

  /// Where a compiler sees a file of ours.
  std::string inside(const std::filesystem::path& host) const { return means_.sandbox.path_inside(mounts_, host); }
  std::string source() const { return inside(workspace_.source()); }
  std::string build(const std::string& name) const { return inside(workspace_.build() / name); }
  std::string lesson(const std::string& name) const { return inside(workspace_.root() / "lesson" / name); }

  /// Runs argv in `source/`. What it wrote to standard error has our paths taken out. An environment Error when the
  /// machine was too busy for it.
  Result<sandbox::Outcome> run(const std::vector<std::string>& argv) const;

  const Means& means() const { return means_; }
  const Workspace& workspace() const { return workspace_; }

 private:
  std::string without_our_paths(std::string text) const;

  const Means& means_;
  const Workspace& workspace_;
  sandbox::Mounts mounts_;
  sandbox::LimitSet limits_;
};

}  // namespace threadmark::compile
