// The files of a folder on disk: found without following links, read without waiting for anybody.
#pragma once

#include <cstddef>
#include <filesystem>
#include <string>

#include "grader/base/result.hpp"
#include "grader/intake/file_set.hpp"

namespace threadmark::intake {

/// How much is looked at: names below each folder of the first floor (or below the folder itself), and floors.
struct WalkLimits {
  std::size_t names = 10000;
  int floors = 12;
};

/// Whether the limit on names holds for the whole folder or for each folder in it.
enum class Walked { as_one, each_folder };

/// Everything below a folder. Too many names make it (or that part) refused; a folder that cannot be opened is an
/// environment Error.
Result<FileSet> walk(const std::filesystem::path& folder, Walked walked, const WalkLimits& limits = {});

/// Whether a link in the path's last name is followed: yes for what the caller named, never for what lies in a folder.
enum class Links { refuse, follow };

/// The whole of one plain file; `name` is what it is called in a refusal. Opens without following links and without
/// waiting for a FIFO, then looks at what was opened: nothing can be exchanged between.
FileContent read_plain(const std::filesystem::path& path, const std::string& name, Links links, std::size_t limit);

}  // namespace threadmark::intake
