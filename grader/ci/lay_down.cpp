// From git's objects to files that nobody else can touch.
#include "grader/ci/lay_down.hpp"

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <system_error>

#include <unistd.h>

namespace threadmark::ci {
namespace {

namespace fs = std::filesystem;

/// Intake refuses files from half a mebibyte on, and nobody hands in hundreds.
constexpr long largest_file = 600 * 1024;
constexpr std::size_t most_files = 400;

/// Whether a name from a tree, which anybody can have made, names something directly in a folder.
bool is_plain_name(const std::string& name) {
  return !name.empty() && name != "." && name != ".." && name.find('/') == std::string::npos && name.size() < 256;
}

Result<void> write(const fs::path& file, const std::string& bytes) {
  std::ofstream out(file, std::ios::binary);
  out.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  out.close();
  if (!out) return fail(environment_error("Cannot write " + file.string() + "."));
  return {};
}

Result<void> lay_down_entry(const Git& git, const TreeEntry& entry, const fs::path& file) {
  if (!entry.is_file()) {
    if (::symlink("/nonexistent", file.c_str()) != 0)
      return fail(environment_error("Cannot write " + file.string() + ": " + std::strerror(errno) + "."));
    return {};
  }
  if (entry.size > largest_file) return write(file, std::string(static_cast<std::size_t>(largest_file), ' '));
  const auto bytes = git.blob(entry);
  if (!bytes) return fail(bytes.error());
  return write(file, *bytes);
}

}  // namespace

Result<fs::path> lay_down_piece(const Git& git, const Piece& piece, const fs::path& parent) {
  std::string name = (parent / "piece-XXXXXX").string();
  if (::mkdtemp(name.data()) == nullptr)
    return fail(environment_error("Cannot make a folder in " + parent.string() + ": " + std::strerror(errno) + "."));
  const fs::path folder(name);
  std::size_t files = 0;
  for (const TreeEntry& entry : piece.entries) {
    if (entry.is_folder() || !is_plain_name(entry.name) || ++files > most_files) continue;
    if (auto laid = lay_down_entry(git, entry, folder / entry.name); !laid) return fail(laid.error());
  }
  return piece.single && !piece.entries.empty() ? folder / piece.entries.front().name : folder;
}

Result<void> lay_down_folder(const Git& git, const std::string& commit, const std::string& folder,
                             const fs::path& into) {
  const auto folders = git.folders(commit);
  if (!folders) return fail(folders.error());
  bool found = false;
  for (const auto& [path, tree] : *folders) {
    if (path != folder && !path.starts_with(folder + "/")) continue;
    found = true;
    const fs::path below = path == folder ? into : into / path.substr(folder.size() + 1);
    std::error_code error;
    fs::create_directories(below, error);
    const auto entries = git.entries(tree);
    if (!entries) return fail(entries.error());
    for (const TreeEntry& entry : *entries)
      if (entry.is_file() && is_plain_name(entry.name))
        if (auto laid = lay_down_entry(git, entry, below / entry.name); !laid) return fail(laid.error());
  }
  if (!found) return fail(input_error("The commit " + commit + " has no folder `" + folder + "`."));
  return {};
}

}  // namespace threadmark::ci
