// Reads a repository that students have written to: commits, trees and bytes, and nothing of it is ever run.
#pragma once

#include <cstddef>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "grader/base/result.hpp"
#include "grader/ci/environment.hpp"

namespace threadmark::ci {

/// One entry of a folder of a commit. `mode` is git's: 100644 and 100755 are files, 120000 a link, 040000 a folder,
/// 160000 a submodule.
struct TreeEntry {
  std::string mode;
  std::string id;
  long size = -1;  ///< of a file, in bytes
  std::string name;

  bool is_file() const { return mode == "100644" || mode == "100755" || mode == "100664"; }
  bool is_folder() const { return mode == "040000"; }
};

/// One file that differs between two commits. `status` is git's letter: A, M, D, R (renamed; `old_path` is where it
/// was), T …
struct ChangedFile {
  char status = 'M';
  std::string path;
  std::string old_path;
};

/// Whether commits that a shallow clone lacks may be fetched. A repository's own configuration can name programs that a
/// fetch runs, so only a CI service's clone, whose configuration is the service's, is asked.
enum class Fetching { no, yes };

/// A repository, read through git's plumbing: no hooks, filters, external diffs, replacements or lazy fetches.
class Git {
 public:
  /// The repository that `folder` lies in; an input error when it lies in none, an environment error without git.
  static Result<Git> open(const std::filesystem::path& folder, const Environment& environment, Fetching fetching);

  /// The commit that a revision names and that is here, as its full id.
  std::optional<std::string> commit(const std::string& revision) const;

  /// The parents that a commit names, whether they are here or (in a shallow clone) not.
  std::vector<std::string> parents(const std::string& commit) const;

  std::optional<std::string> merge_base(const std::string& one, const std::string& other) const;
  bool is_shallow() const;

  /// Fetches those commits or branches from `origin`; `depth` as git's option ("--depth=1", "--deepen=50", or empty).
  /// False: it did not work, or may not be done.
  bool fetch(const std::string& depth, const std::vector<std::string>& wanted) const;

  /// What differs from one commit to another, renames recognised.
  Result<std::vector<ChangedFile>> changes(const std::string& from, const std::string& to) const;

  /// The folders of a commit: path → id of its tree. The root is "".
  Result<std::map<std::string, std::string>> folders(const std::string& commit) const;

  /// What lies directly in a tree.
  Result<std::vector<TreeEntry>> entries(const std::string& tree) const;

  /// The bytes of a file.
  Result<std::string> blob(const TreeEntry& entry) const;

  const std::filesystem::path& top() const { return top_; }

 private:
  struct Answer {
    bool good = false;
    bool cut = false;
    std::string out;
    std::string err;
  };
  Result<Answer> run(const std::vector<std::string>& arguments, double seconds = 60) const;
  Result<std::string> output(const std::vector<std::string>& arguments) const;

  std::string program_;
  std::vector<std::string> environment_;
  std::filesystem::path top_;
  Fetching fetching_ = Fetching::no;
};

}  // namespace threadmark::ci
