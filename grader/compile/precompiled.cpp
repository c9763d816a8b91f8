// Making precompiled headers in the sandbox, and keeping the folder of them small.
#include "grader/compile/precompiled.hpp"

#include <algorithm>
#include <chrono>
#include <system_error>

#include <fcntl.h>
#include <unistd.h>

#include "grader/base/file_content.hpp"
#include "grader/base/sha256.hpp"

namespace threadmark::compile {
namespace {

namespace fs = std::filesystem;

/// How much the folder may hold; the entries that were used longest ago go first.
constexpr std::uintmax_t most_bytes = 1536ULL * 1024 * 1024;
/// Longer than any compile takes.
constexpr std::chrono::minutes in_use{10};
constexpr std::size_t key_length = 24;

std::string key_of(const Means& means, const std::vector<std::string>& headers, const std::vector<std::string>& flags) {
  std::string text = "1\n" + means.toolchain.id + "\n" + means.toolchain.compiler + "\n";
  // Below, a path of the cache itself is written into what is made.
  if (means.sandbox.level().level < sandbox::Level::no_cgroup) text += means.cache.string() + "\n";
  for (const std::string& flag : flags)
    text += flag + "\n";
  text += "--\n";
  for (const std::string& header : headers)
    text += header + "\n";
  return sha256(text).substr(0, key_length);
}

/// Moves what the sandbox made into the cache; it belongs to us from then on.
bool take_in(const fs::path& made, const fs::path& place) {
  std::error_code error;
  const fs::path draft = place.string() + ".new-" + made.parent_path().parent_path().filename().string();
  const int file = ::open(made.c_str(), O_RDONLY | O_NOFOLLOW | O_CLOEXEC);
  if (file < 0) return false;
  ::close(file);
  fs::rename(made, draft, error);
  if (error) {
    fs::copy_file(made, draft, fs::copy_options::overwrite_existing, error);
    if (error) return false;
  }
  if (::lchown(draft.c_str(), ::geteuid(), ::getegid()) != 0) return false;
  fs::permissions(draft, fs::perms(0644), error);
  fs::rename(draft, place, error);
  return !error;
}

/// When an entry was last used, or last changed: others may be making it.
fs::file_time_type last_use(const fs::path& folder) {
  std::error_code none;
  const fs::file_time_type changed = fs::last_write_time(folder, none);
  const fs::file_time_type used = fs::last_write_time(folder / "used", none);
  return none ? changed : std::max(changed, used);
}

/// Removes the entries that were used longest ago until the rest fits. What was used a moment ago stays: another
/// compile may be about to show it to its sandbox.
void keep_small(const fs::path& folder) {
  struct Entry {
    fs::path path;
    fs::file_time_type used;
    std::uintmax_t size = 0;
  };
  std::vector<Entry> entries;
  std::uintmax_t total = 0;
  std::error_code error;
  for (const auto& entry : fs::directory_iterator(folder, error)) {
    Entry found{entry.path(), {}, 0};
    for (const auto& file : fs::directory_iterator(entry.path(), error))
      found.size += file.file_size(error);
    found.used = last_use(entry.path());
    total += found.size;
    if (found.used < fs::file_time_type::clock::now() - in_use) entries.push_back(std::move(found));
  }
  std::sort(entries.begin(), entries.end(), [](const Entry& a, const Entry& b) { return a.used < b.used; });
  for (const Entry& entry : entries) {
    if (total <= most_bytes) return;
    fs::remove_all(entry.path, error);
    total -= entry.size;
  }
}

/// One precompiled header: its folder, and what is in it.
struct Entry {
  fs::path folder;
  std::string inside;
  fs::path header() const { return folder / "headers.hpp"; }
  fs::path compiled(CompilerFamily family) const {
    return folder / (family == CompilerFamily::clang ? "headers.pch" : "headers.hpp.gch");
  }
};

Entry entry_of(const Means& means, const std::string& key) {
  return {means.cache / "headers" / key, "/box/headers/" + key};
}

bool make(Workshop& workshop, const Entry& entry, const std::vector<std::string>& flags) {
  const Means& means = workshop.means();
  const std::string name = "headers-" + entry.folder.filename().string() + ".made";
  std::vector<std::string> argv = {means.toolchain.compiler};
  argv.insert(argv.end(), flags.begin(), flags.end());
  if (means.toolchain.family == CompilerFamily::clang) argv.push_back("-fpch-instantiate-templates");
  argv.insert(argv.end(), {"-x", "c++-header", workshop.inside(entry.header()), "-o", workshop.build(name)});
  auto outcome = workshop.run(argv);
  if (!outcome || !outcome->succeeded()) return false;
  return take_in(workshop.workspace().build() / name, entry.compiled(means.toolchain.family));
}

}  // namespace

std::vector<std::string> precompiled_flags(Workshop& workshop, const std::vector<std::string>& headers,
                                           const std::vector<std::string>& flags) {
  const Means& means = workshop.means();
  if (means.cache.empty() || headers.empty()) return {};
  const std::string key = key_of(means, headers, flags);
  const Entry entry = entry_of(means, key);
  std::error_code error;
  fs::create_directories(entry.folder, error);
  if (error) return {};
  fs::permissions(entry.folder, fs::perms(0755), error);
  if (!fs::exists(entry.header(), error)) {
    std::string text;
    for (const std::string& header : headers)
      text += "#include <" + header + ">\n";
    if (!write_whole(entry.header(), text)) return {};
  }
  workshop.show(entry.folder, entry.inside);
  if (!fs::exists(entry.compiled(means.toolchain.family), error)) {
    // A header that does not exist is the submission's affair: the compile proper will say so.
    if (!make(workshop, entry, flags)) return {};
    write_whole(entry.folder / "used", "");
    keep_small(means.cache / "headers");
  }
  fs::last_write_time(entry.folder / "used", fs::file_time_type::clock::now(), error);
  if (means.toolchain.family == CompilerFamily::clang)
    return {"-include-pch", workshop.inside(entry.compiled(CompilerFamily::clang))};
  return {"-include", workshop.inside(entry.header())};
}

void forget_precompiled(const Means& means, const std::vector<std::string>& headers,
                        const std::vector<std::string>& flags) {
  if (means.cache.empty() || headers.empty()) return;
  std::error_code error;
  fs::remove(entry_of(means, key_of(means, headers, flags)).compiled(means.toolchain.family), error);
}

}  // namespace threadmark::compile
