// Files that somebody handed in, wherever they lie: named by clean relative paths, their contents read on demand.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "grader/model/message.hpp"

namespace threadmark::intake {

/// A file's content, or why it is not taken.
struct FileContent {
  std::string bytes;
  std::optional<Message> refused;
};

/// What a name stands for; only plain files are ever read.
enum class FileKind { plain, link, hard_link, other };

/// One name in a set. `path` is relative, with `/` between names, and holds no `.`, `..` or empty name. `index` is its
/// place in the store, in the order in which files were found.
struct FoundFile {
  std::string path;
  FileKind kind = FileKind::plain;
  std::uint64_t size = 0;
  std::size_t index = 0;
};

/// Where contents lie: a folder on disk or what an archive held. Several threads may read at once.
class FileStore {
 public:
  FileStore() = default;
  virtual ~FileStore() = default;
  FileStore(const FileStore&) = delete;
  FileStore& operator=(const FileStore&) = delete;

  /// The whole of a plain file; one of more than `limit` bytes is refused.
  virtual FileContent read(const FoundFile& file, std::size_t limit) const = 0;
};

/// Why nothing below a folder (empty: nothing at all) is taken: too many files, a bomb, a damaged archive …
struct RefusedFolder {
  std::string folder;
  Message why;
};

/// The files of one submission or of a whole class, sorted by path. `folders` are all that were seen, also empty ones
/// and those not looked into (`.git`); `ignored` are paths that were left aside already: build folders, what systems
/// strew about, names that nobody can type.
struct FileSet {
  std::vector<FoundFile> files;
  std::vector<std::string> folders;
  std::vector<std::string> ignored;
  std::vector<RefusedFolder> refused;
  std::shared_ptr<const FileStore> store;
};

/// What lies below a folder of the set, its paths relative to it.
FileSet below(const FileSet& set, std::string_view folder);

/// Sorts files and folders and drops duplicates (of two files of one name the later one stays).
void put_in_order(FileSet& set);

/// Names that are nobody's work: `.DS_Store`, `__MACOSX`, `build`, `node_modules`, an editor's backup …
bool is_strewn(std::string_view name);

/// A name that begins with a dot: never looked at and never mentioned.
bool is_hidden(std::string_view name);

/// The last name of a path.
std::string_view last_name(std::string_view path);

}  // namespace threadmark::intake
