// Reads archives through libarchive: one pass, one layer of compression, everything counted.
#include "grader/intake/archive.hpp"

#include <algorithm>
#include <array>
#include <cstring>
#include <memory>
#include <optional>
#include <utility>

#include <archive.h>
#include <archive_entry.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "grader/base/safe_text.hpp"
#include "grader/intake/archive_kind.hpp"
#include "grader/intake/archive_name.hpp"
#include "grader/intake/archive_store.hpp"
#include "grader/intake/selection.hpp"
#include "grader/intake/utf8_locale.hpp"

namespace threadmark::intake {
namespace {

constexpr std::uint64_t free_bytes = 8ULL << 20;
constexpr std::uint64_t largest_metadata = 64ULL << 20;
constexpr std::uint64_t most_of_other_kinds = 8ULL << 20;

int filter_of(Packing packing) {
  switch (packing) {
    case Packing::gzip:
      return ARCHIVE_FILTER_GZIP;
    case Packing::bzip2:
      return ARCHIVE_FILTER_BZIP2;
    case Packing::xz:
      return ARCHIVE_FILTER_XZ;
    case Packing::zstd:
      return ARCHIVE_FILTER_ZSTD;
    case Packing::none:
      break;
  }
  return ARCHIVE_FILTER_NONE;
}

std::string mebibytes(std::uint64_t bytes) {
  return std::to_string(bytes >> 20);
}

/// One pass over one archive.
class Reading {
 public:
  Reading(std::string name, const ArchiveLimits& limits, std::shared_ptr<ArchiveStore> store)
      : name_(std::move(name)), limits_(limits), store_(std::move(store)), archive_(::archive_read_new()) {}
  ~Reading() { ::archive_read_free(archive_); }
  Reading(const Reading&) = delete;
  Reading& operator=(const Reading&) = delete;

  void read_bytes(std::string_view bytes) {
    if (begin(bytes.substr(0, 512), bytes.size()))
      walk(::archive_read_open_memory(archive_, bytes.data(), bytes.size()));
  }

  void read_file(int file) {
    std::array<char, 512> head{};
    const ssize_t got = ::pread(file, head.data(), head.size(), 0);
    struct stat status = {};
    if (got < 0 || ::fstat(file, &status) != 0 || !S_ISREG(status.st_mode)) {
      refuse("intake.not-plain", {{"file", name_}});
    } else if (begin({head.data(), static_cast<std::size_t>(got)}, static_cast<std::uint64_t>(status.st_size))) {
      walk(::archive_read_open_fd(archive_, file, std::size_t{1} << 16));
    }
  }

  FileSet result() {
    if (!set_.refused.empty()) {
      set_.files.clear();
      set_.folders.clear();
    }
    set_.store = store_;
    put_in_order(set_);
    return std::move(set_);
  }

  void refuse(std::string id, std::map<std::string, std::string> args) {
    if (set_.refused.empty()) set_.refused.push_back({"", Message{std::move(id), std::move(args)}});
  }

 private:
  /// Looks at the first bytes and prepares libarchive for exactly that kind: one layer of compression, so that layers
  /// cannot multiply.
  bool begin(std::string_view head, std::uint64_t packed) {
    packed_ = packed;
    const ArchiveKind* kind = archive_kind_of(head);
    if (packed > limits_.packed) {
      refuse("intake.archive-too-large", {{"file", name_}, {"limit", mebibytes(limits_.packed)}});
    } else if (kind != nullptr && !kind->readable) {
      refuse("intake.archive-kind", {{"file", name_}});
    } else if (kind == nullptr && !name_.ends_with(".tar")) {
      refuse("intake.no-archive", {{"file", name_}});
    } else {
      zip_ = kind != nullptr && kind->zip;
      const int format =
          zip_ ? ::archive_read_support_format_zip_seekable(archive_) : ::archive_read_support_format_tar(archive_);
      const int filter = kind == nullptr ? ARCHIVE_FILTER_NONE : filter_of(kind->packing);
      if (format == ARCHIVE_OK && ::archive_read_append_filter(archive_, filter) == ARCHIVE_OK) return true;
      damaged();
    }
    return false;
  }

  void walk(int opened) {
    if (opened != ARCHIVE_OK) return damaged();
    while (set_.refused.empty()) {
      archive_entry* entry = nullptr;
      const int status = ::archive_read_next_header(archive_, &entry);
      if (status == ARCHIVE_EOF) break;
      if (status < ARCHIVE_WARN) return damaged();
      note(entry);
    }
    // Names alone can be encrypted too; then libarchive shows no entries.
    if (::archive_read_has_encrypted_entries(archive_) == 1 && set_.files.empty())
      refuse("intake.archive-encrypted", {{"file", name_}});
  }

  void damaged() {
    const char* cause = ::archive_error_string(archive_);
    refuse("intake.archive-damaged", {{"file", name_}, {"cause", terminal_safe(cause == nullptr ? "?" : cause)}});
  }

  void note(archive_entry* entry) {
    const std::int64_t declared = ::archive_entry_size_is_set(entry) != 0 ? ::archive_entry_size(entry) : 0;
    if (++names_ > limits_.names) return refuse("intake.too-many-files", {{"limit", std::to_string(limits_.names)}});
    if (!count(declared < 0 ? 0 : static_cast<std::uint64_t>(declared))) return;
    const char* raw = ::archive_entry_pathname(entry);
    const ArchiveName name =
        read_archive_name(raw == nullptr ? "" : raw, zip_ ? OldEncoding::cp437 : OldEncoding::latin1);
    if (name.kind == ArchiveName::Kind::outside) {
      if (!limits_.whole_class) return refuse("intake.archive-outside", {{"file", name_}, {"name", name.path}});
      set_.ignored.push_back(name.path);
    } else if (name.kind == ArchiveName::Kind::inside && !aside(name.path)) {
      const bool folder = ::archive_entry_filetype(entry) == AE_IFDIR;
      remember_folders(name.path, folder);
      if (!folder) add(entry, name.path, static_cast<std::uint64_t>(std::max<std::int64_t>(declared, 0)));
    }
  }

  /// Counts so many more bytes; false when a limit is exceeded.
  bool count(std::uint64_t size) {
    unpacked_ += std::min(size, std::uint64_t{1} << 50);
    if (unpacked_ > limits_.unpacked) {
      refuse("intake.archive-unpacks", {{"file", name_}, {"limit", mebibytes(limits_.unpacked)}});
    } else if (unpacked_ > free_bytes && unpacked_ / limits_.ratio > packed_) {
      refuse("intake.archive-bomb",
             {{"file", name_}, {"packed", std::to_string(packed_ / 1024)}, {"unpacked", mebibytes(unpacked_)}});
    }
    return set_.refused.empty();
  }

  /// Whether a name on the way is hidden or nobody's work; a repository's `.git` is remembered as a folder.
  bool aside(const std::string& path) {
    for (std::size_t at = 0; at < path.size();) {
      const std::size_t end = std::min(path.find('/', at), path.size());
      const std::string_view step = std::string_view(path).substr(at, end - at);
      if (is_hidden(step)) {
        if (step == ".git" && (set_.folders.empty() || set_.folders.back() != path.substr(0, end))) {
          remember_folders(path.substr(0, end), true);
        }
        return true;
      }
      if (is_strewn(step)) {
        std::string what = path.substr(0, end) + (end < path.size() ? "/" : "");
        if (set_.ignored.empty() || set_.ignored.back() != what) set_.ignored.push_back(std::move(what));
        return true;
      }
      at = end + 1;
    }
    return false;
  }

  void remember_folders(const std::string& path, bool itself) {
    for (std::size_t end = path.find('/'); end != std::string::npos; end = path.find('/', end + 1))
      remember_folder(path.substr(0, end));
    if (itself) remember_folder(path);
  }

  void remember_folder(std::string folder) {
    // Neighbours mostly share their folders; what is left of duplicates goes when the set is put in order.
    const std::size_t looked_at = std::min<std::size_t>(set_.folders.size(), 8);
    if (std::find(set_.folders.end() - static_cast<std::ptrdiff_t>(looked_at), set_.folders.end(), folder) ==
        set_.folders.end())
      set_.folders.push_back(std::move(folder));
  }

  void add(archive_entry* entry, const std::string& path, std::uint64_t declared) {
    FoundFile file;
    file.path = path;
    file.size = declared;
    file.kind = ::archive_entry_hardlink(entry) != nullptr    ? FileKind::hard_link
                : ::archive_entry_filetype(entry) == AE_IFLNK ? FileKind::link
                : ::archive_entry_filetype(entry) == AE_IFREG ? FileKind::plain
                                                              : FileKind::other;
    if (file.kind != FileKind::plain) {
      file.index = store_->refuse(Message{"intake.not-plain", {{"file", std::string(last_name(path))}}});
    } else {
      if (::archive_entry_is_encrypted(entry) != 0) {
        Message why{"intake.archive-encrypted", {{"file", name_}}};
        if (!limits_.whole_class) return refuse(why.id, why.args);
        file.index = store_->refuse(std::move(why));
      } else if (!keep(file)) {
        return;
      }
    }
    set_.files.push_back(std::move(file));
  }

  std::uint64_t most_of(const std::string& path) const {
    if (has_archive_ending(path)) return largest_archive;
    if (limits_.whole_class && last_name(path) == "submission_metadata.yml") return largest_metadata;
    return largest_file;
  }

  /// Reads and keeps a plain file's content, or keeps why not; false when the whole archive is refused.
  bool keep(FoundFile& file) {
    const std::uint64_t most = most_of(file.path);
    const std::string shown(last_name(file.path));
    const bool other_kind = !limits_.whole_class && !is_source(shown) && !has_archive_ending(shown);
    if (file.size > most || (other_kind && kept_ > most_of_other_kinds)) {
      file.index =
          store_->refuse(Message{"intake.too-large", {{"file", shown}, {"limit", std::to_string(most / 1024)}}});
      return true;
    }
    std::string bytes;
    if (const auto problem = read_content(bytes, most, shown)) {
      if (!limits_.whole_class && problem->id != "intake.too-large") return refuse(problem->id, problem->args), false;
      file.index = store_->refuse(*problem);
      return true;
    }
    // What was declared may be less than what came.
    if (bytes.size() > file.size && !count(bytes.size() - file.size)) return false;
    file.size = bytes.size();
    kept_ += bytes.size();
    if (kept_ > limits_.kept) {
      refuse("intake.archive-unpacks", {{"file", name_}, {"limit", mebibytes(limits_.kept)}});
      return false;
    }
    const auto index = store_->keep(bytes);
    if (!index) refuse("intake.no-room", {{"file", name_}});
    file.index = index.value_or(0);
    return index.has_value();
  }

  std::optional<Message> read_content(std::string& bytes, std::uint64_t most, const std::string& shown) {
    std::array<char, 1 << 14> piece{};
    for (;;) {
      const la_ssize_t got = ::archive_read_data(archive_, piece.data(), piece.size());
      if (got == 0) return std::nullopt;
      if (got < 0) {
        const char* cause = ::archive_error_string(archive_);
        return Message{"intake.archive-damaged",
                       {{"file", name_}, {"cause", terminal_safe(cause == nullptr ? "?" : cause)}}};
      }
      bytes.append(piece.data(), static_cast<std::size_t>(got));
      if (bytes.size() > most)
        return Message{"intake.too-large", {{"file", shown}, {"limit", std::to_string(most / 1024)}}};
    }
  }

  Utf8Locale locale_;
  std::string name_;
  const ArchiveLimits& limits_;
  std::shared_ptr<ArchiveStore> store_;
  archive* archive_;
  FileSet set_;
  bool zip_ = false;
  std::uint64_t packed_ = 0;
  std::uint64_t unpacked_ = 0;
  std::uint64_t kept_ = 0;
  std::size_t names_ = 0;
};

FileSet read_from(const std::filesystem::path& path, Reading& reading, const std::string& name) {
  const int file = ::open(path.c_str(), O_RDONLY | O_NONBLOCK | O_CLOEXEC | O_NOCTTY);
  if (file < 0) {
    reading.refuse("intake.unreadable", {{"file", name}, {"cause", std::strerror(errno)}});
  } else {
    reading.read_file(file);
    ::close(file);
  }
  return reading.result();
}

}  // namespace

FileSet read_archive(std::string_view bytes, const std::string& name, const ArchiveLimits& limits) {
  Reading reading(name, limits, std::make_shared<ArchiveStore>());
  reading.read_bytes(bytes);
  return reading.result();
}

FileSet read_archive(const std::filesystem::path& file, const std::string& name, const ArchiveLimits& limits) {
  Reading reading(name, limits, std::make_shared<ArchiveStore>());
  return read_from(file, reading, name);
}

FileSet read_archive(const std::filesystem::path& file, const std::string& name, const ArchiveLimits& limits,
                     const std::filesystem::path& scratch) {
  auto store = std::make_shared<ArchiveStore>();
  const bool ready = store->use_file(scratch);
  Reading reading(name, limits, std::move(store));
  if (ready) return read_from(file, reading, name);
  reading.refuse("intake.no-room", {{"file", name}});
  return reading.result();
}

}  // namespace threadmark::intake
