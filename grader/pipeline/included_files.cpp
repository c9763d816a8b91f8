// Follows #include "…" from file to file.
#include "grader/pipeline/included_files.hpp"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <optional>
#include <sstream>
#include <string_view>
#include <utility>

namespace threadmark::pipeline {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t most_files = 2000;

struct Found {
  fs::path path;  ///< absolute
  fs::path base;  ///< the folder of the source that led here
  std::string text;
};

std::optional<std::string> text_of(const fs::path& path) {
  std::error_code error;
  if (!fs::is_regular_file(path, error)) return std::nullopt;
  std::ifstream file(path, std::ios::binary);
  if (!file) return std::nullopt;
  return std::string(std::istreambuf_iterator<char>(file), {});
}

std::string_view without_blanks(std::string_view text) {
  const std::size_t first = text.find_first_not_of(" \t");
  return first == std::string_view::npos ? std::string_view() : text.substr(first);
}

/// What stands between the quotes of an include; empty: the line is none.
std::string_view quoted_include(std::string_view line) {
  line = without_blanks(line);
  if (!line.starts_with('#')) return {};
  line = without_blanks(line.substr(1));
  constexpr std::string_view word = "include";
  if (!line.starts_with(word)) return {};
  line = without_blanks(line.substr(word.size()));
  if (!line.starts_with('"')) return {};
  line.remove_prefix(1);
  const std::size_t end = line.find('"');
  return end == std::string_view::npos ? std::string_view() : line.substr(0, end);
}

bool is_inside(const fs::path& path, const fs::path& folder) {
  return std::mismatch(folder.begin(), folder.end(), path.begin(), path.end()).first == folder.end();
}

fs::path common_folder(const std::vector<Found>& files) {
  fs::path common = files.front().path.parent_path();
  for (const Found& file : files)
    while (!is_inside(file.path, common))
      common = common.parent_path();
  return common;
}

/// Adds what this file includes and is not there yet: looked for beside the file itself, then beside its source.
void follow(std::vector<Found>& files, std::size_t index) {
  std::istringstream lines(files[index].text);
  for (std::string line; std::getline(lines, line) && files.size() < most_files;) {
    const std::string_view name = quoted_include(line);
    if (name.empty()) continue;
    const fs::path base = files[index].base;
    for (const fs::path& folder : {files[index].path.parent_path(), base}) {
      const fs::path path = (folder / name).lexically_normal();
      auto text = text_of(path);
      if (!text) continue;
      const bool known =
          std::any_of(files.begin(), files.end(), [&](const Found& other) { return other.path == path; });
      if (!known) files.push_back({path, base, *std::move(text)});
      break;
    }
  }
}

}  // namespace

Result<std::vector<PlacedFile>> with_included_files(const std::vector<fs::path>& sources) {
  std::vector<Found> files;
  for (const fs::path& source : sources) {
    const fs::path path = fs::absolute(source).lexically_normal();
    auto text = text_of(path);
    if (!text) return fail(input_error("cannot read " + source.string() + "; explore wants C or C++ source files"));
    files.push_back({path, path.parent_path(), *std::move(text)});
  }
  for (std::size_t i = 0; i < files.size(); ++i)
    follow(files, i);
  const bool apart =
      std::any_of(files.begin(), files.end(), [](const Found& file) { return !is_inside(file.path, file.base); });
  const fs::path root = apart ? common_folder(files) : fs::path();
  std::vector<PlacedFile> placed;
  for (std::size_t i = 0; i < files.size(); ++i) {
    Found& file = files[i];
    std::string name = file.path.lexically_relative(apart ? root : file.base).string();
    const bool there =
        std::any_of(placed.begin(), placed.end(), [&](const PlacedFile& other) { return other.name == name; });
    if (there && i < sources.size())
      return fail(input_error("two of the sources are called " + name + "; give them different names"));
    // Sources of several folders may each have a header of that name; the first one's lies there.
    if (!there) placed.push_back({std::move(name), std::move(file.text)});
  }
  return placed;
}

}  // namespace threadmark::pipeline
