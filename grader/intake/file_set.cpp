// Parts and order of a set of files, and the names that are nobody's work.
#include "grader/intake/file_set.hpp"

#include <algorithm>
#include <array>
#include <tuple>

namespace threadmark::intake {
namespace {

constexpr std::array<std::string_view, 11> strewn_names = {"__MACOSX", "Thumbs.db",   "desktop.ini",   "Icon\r",
                                                           "build",    "_build",      "CMakeFiles",    "node_modules",
                                                           "venv",     "__pycache__", "CMakeCache.txt"};

/// The rest of `path` below `folder`, when it lies there.
std::optional<std::string> rest_below(std::string_view path, std::string_view folder) {
  if (folder.empty()) return std::string(path);
  if (path.size() <= folder.size() + 1 || !path.starts_with(folder) || path[folder.size()] != '/') return std::nullopt;
  return std::string(path.substr(folder.size() + 1));
}

/// The sorted paths that begin with `start`, without it.
std::vector<std::string> rests_of(const std::vector<std::string>& paths, const std::string& start) {
  std::vector<std::string> rests;
  for (auto path = std::lower_bound(paths.begin(), paths.end(), start); path != paths.end() && path->starts_with(start);
       ++path)
    if (path->size() > start.size()) rests.push_back(path->substr(start.size()));
  return rests;
}

}  // namespace

FileSet below(const FileSet& set, std::string_view folder) {
  FileSet part;
  part.store = set.store;
  // The files are sorted, so those of one folder stand together: a class of thousands is cut up in linear time.
  const std::string start = folder.empty() ? std::string() : std::string(folder) + "/";
  auto file = std::lower_bound(set.files.begin(), set.files.end(), start,
                               [](const FoundFile& one, const std::string& path) { return one.path < path; });
  for (; file != set.files.end() && file->path.starts_with(start); ++file) {
    part.files.push_back(*file);
    part.files.back().path.erase(0, start.size());
  }
  part.folders = rests_of(set.folders, start);
  part.ignored = rests_of(set.ignored, start);
  for (const RefusedFolder& refused : set.refused) {
    const bool here = refused.folder.empty() || refused.folder == folder || rest_below(folder, refused.folder);
    if (here) part.refused.push_back({"", refused.why});
    if (auto rest = rest_below(refused.folder, folder); rest && !here) part.refused.push_back({*rest, refused.why});
  }
  return part;
}

void put_in_order(FileSet& set) {
  std::sort(set.files.begin(), set.files.end(), [](const FoundFile& a, const FoundFile& b) {
    return std::tie(a.path, a.index) < std::tie(b.path, b.index);
  });
  const auto later = std::unique(set.files.rbegin(), set.files.rend(),
                                 [](const FoundFile& a, const FoundFile& b) { return a.path == b.path; });
  set.files.erase(set.files.begin(), later.base());
  for (auto* names : {&set.folders, &set.ignored}) {
    std::sort(names->begin(), names->end());
    names->erase(std::unique(names->begin(), names->end()), names->end());
  }
}

bool is_strewn(std::string_view name) {
  return std::find(strewn_names.begin(), strewn_names.end(), name) != strewn_names.end() ||
         name.starts_with("cmake-build-") || name.starts_with("~$") || name.ends_with("~");
}

bool is_hidden(std::string_view name) {
  return name.starts_with(".");
}

std::string_view last_name(std::string_view path) {
  const std::size_t slash = path.rfind('/');
  return slash == std::string_view::npos ? path : path.substr(slash + 1);
}

}  // namespace threadmark::intake
