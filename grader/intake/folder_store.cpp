// Walking a folder on disk and reading single plain files from it.
#include "grader/intake/folder_store.hpp"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <system_error>
#include <utility>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "grader/base/safe_text.hpp"

namespace threadmark::intake {
namespace {

namespace fs = std::filesystem;

FileContent refused(std::string id, std::map<std::string, std::string> args) {
  return FileContent{{}, Message{std::move(id), std::move(args)}};
}

FileContent too_large(const std::string& name, std::size_t limit) {
  return refused("intake.too-large", {{"file", name}, {"limit", std::to_string(limit / 1024)}});
}

/// What an open file holds, up to the limit.
FileContent content_of(int file, const std::string& name, std::size_t size_at_first, std::size_t limit) {
  if (size_at_first > limit) return too_large(name, limit);
  // One byte more than the file had tells whether it grew meanwhile; the loop goes on only for one that did.
  std::string bytes(size_at_first + 1, '\0');
  std::size_t size = 0;
  for (;;) {
    const ssize_t got = ::read(file, bytes.data() + size, bytes.size() - size);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return refused("intake.unreadable", {{"file", name}, {"cause", std::strerror(errno)}});
    if (got == 0) break;
    size += static_cast<std::size_t>(got);
    if (size > limit) return too_large(name, limit);
    if (size == bytes.size()) bytes.resize(std::min(bytes.size() * 2, limit + 1));
  }
  bytes.resize(size);
  return FileContent{std::move(bytes), std::nullopt};
}

class FolderStore : public FileStore {
 public:
  explicit FolderStore(fs::path root) : root_(std::move(root)) {}

  /// Remembers where a file lies and gives its index.
  std::size_t add(std::string path) {
    paths_.push_back(std::move(path));
    return paths_.size() - 1;
  }

  FileContent read(const FoundFile& file, std::size_t limit) const override {
    return read_plain(root_ / paths_[file.index], std::string(last_name(file.path)), Links::refuse, limit);
  }

 private:
  fs::path root_;
  std::vector<std::string> paths_;
};

/// One walk: goes down a tree and counts names.
class Walk {
 public:
  Walk(const fs::path& root, Walked walked, const WalkLimits& limits)
      : root_(root),
        limits_(limits),
        most_(walked == Walked::each_folder ? most_in_class : limits.names),
        store_(std::make_shared<FolderStore>(root)) {}

  /// What lies in the folder `path` below the root, files and folders; false when it cannot be opened.
  bool look_into(const std::string& path, int floor, bool count_each) {
    std::error_code error;
    fs::directory_iterator entry(root_ / path, error);
    if (error) return false;
    for (const fs::directory_iterator end; !error && entry != end && !full_; entry.increment(error)) {
      const std::string name = entry->path().filename().string();
      if (++names_ > (count_each ? most_ : limits_.names)) full_ = true;
      note(*entry, path.empty() ? name : path + "/" + name, floor, count_each);
    }
    return true;
  }

  FileSet result() {
    if (full_) refuse("", most_);
    set_.store = store_;
    put_in_order(set_);
    return std::move(set_);
  }

 private:
  static constexpr std::size_t most_in_class = 200000;

  /// Paths go by their real bytes on disk and by safe text in the set.
  void note(const fs::directory_entry& entry, const std::string& path, int floor, bool count_each) {
    std::error_code error;
    const fs::file_status status = entry.symlink_status(error);
    const std::string shown = terminal_safe(path);
    const std::string_view name = last_name(path);
    if (fs::is_directory(status)) {
      set_.folders.push_back(shown);
      if (is_hidden(name)) return;
      if (is_strewn(name) || floor >= limits_.floors) {
        set_.ignored.push_back(shown + "/");
      } else {
        go_down(path, floor, count_each);
      }
    } else if (is_strewn(name)) {
      set_.ignored.push_back(shown);
    } else if (!is_hidden(name)) {
      add(entry, status, path);
    }
  }

  void go_down(const std::string& path, int floor, bool count_each) {
    if (!count_each) {
      look_into(path, floor + 1, false);
      return;
    }
    const std::size_t before = std::exchange(names_, 0);
    if (!look_into(path, floor + 1, false)) refuse_unreadable(path);
    if (std::exchange(full_, false)) refuse(path, limits_.names);
    names_ = before;
  }

  void add(const fs::directory_entry& entry, const fs::file_status& status, const std::string& path) {
    std::error_code error;
    FoundFile file;
    file.path = terminal_safe(path);
    file.kind = fs::is_symlink(status) ? FileKind::link : FileKind::other;
    if (fs::is_regular_file(status)) {
      file.kind = entry.hard_link_count(error) > 1 ? FileKind::hard_link : FileKind::plain;
      file.size = entry.file_size(error);
    }
    file.index = store_->add(path);
    set_.files.push_back(std::move(file));
  }

  void refuse(const std::string& folder, std::size_t limit) {
    set_.refused.push_back(
        {terminal_safe(folder), Message{"intake.too-many-files", {{"limit", std::to_string(limit)}}}});
  }

  void refuse_unreadable(const std::string& folder) {
    set_.refused.push_back(
        {folder, Message{"intake.unreadable", {{"file", folder}, {"cause", std::strerror(EACCES)}}}});
  }

  fs::path root_;
  WalkLimits limits_;
  std::size_t most_;
  std::size_t names_ = 0;
  bool full_ = false;
  std::shared_ptr<FolderStore> store_;
  FileSet set_;
};

}  // namespace

Result<FileSet> walk(const fs::path& folder, Walked walked, const WalkLimits& limits) {
  Walk walk(folder, walked, limits);
  if (!walk.look_into("", 1, walked == Walked::each_folder))
    return fail(environment_error("The folder " + folder.string() + " cannot be opened: check its permissions."));
  return walk.result();
}

FileContent read_plain(const fs::path& path, const std::string& name, Links links, std::size_t limit) {
  const int file =
      ::open(path.c_str(), O_RDONLY | O_NONBLOCK | O_CLOEXEC | O_NOCTTY | (links == Links::follow ? 0 : O_NOFOLLOW));
  if (file < 0)
    return refused(errno == ELOOP ? "intake.not-plain" : "intake.unreadable",
                   {{"file", name}, {"cause", std::strerror(errno)}});
  struct stat status = {};
  FileContent content;
  if (::fstat(file, &status) != 0 || !S_ISREG(status.st_mode)) {
    content = refused("intake.not-plain", {{"file", name}});
  } else if (links == Links::refuse && status.st_nlink > 1) {
    content = refused("intake.hard-link", {{"file", name}});
  } else {
    content = content_of(file, name, static_cast<std::size_t>(status.st_size), limit);
  }
  ::close(file);
  return content;
}

}  // namespace threadmark::intake
