// Contents in one string or in one nameless file, found again by offset.
#include "grader/intake/archive_store.hpp"

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <utility>

#include <fcntl.h>
#include <unistd.h>

namespace threadmark::intake {

ArchiveStore::~ArchiveStore() {
  if (file_ >= 0) ::close(file_);
}

bool ArchiveStore::use_file(const std::filesystem::path& folder) {
  std::error_code error;
  std::filesystem::create_directories(folder, error);
  std::string name = (folder / "threadmark-class-XXXXXX").string();
  file_ = ::mkostemp(name.data(), O_CLOEXEC);
  if (file_ >= 0) ::unlink(name.c_str());
  return file_ >= 0;
}

std::optional<std::size_t> ArchiveStore::keep(std::string_view bytes) {
  if (file_ < 0) {
    memory_ += bytes;
  } else {
    for (std::size_t done = 0; done < bytes.size();) {
      const ssize_t put = ::pwrite(file_, bytes.data() + done, bytes.size() - done, static_cast<off_t>(end_ + done));
      if (put < 0 && errno == EINTR) continue;
      if (put <= 0) return std::nullopt;
      done += static_cast<std::size_t>(put);
    }
  }
  kept_.push_back({end_, bytes.size(), std::nullopt});
  end_ += bytes.size();
  return kept_.size() - 1;
}

std::size_t ArchiveStore::refuse(Message why) {
  kept_.push_back({0, 0, std::move(why)});
  return kept_.size() - 1;
}

FileContent ArchiveStore::read(const FoundFile& file, std::size_t limit) const {
  const Kept& kept = kept_[file.index];
  const std::string name(last_name(file.path));
  if (kept.refused) return {{}, kept.refused};
  if (kept.size > limit)
    return {{}, Message{"intake.too-large", {{"file", name}, {"limit", std::to_string(limit / 1024)}}}};
  if (file_ < 0) return {memory_.substr(kept.offset, kept.size), std::nullopt};
  std::string bytes(kept.size, '\0');
  for (std::size_t done = 0; done < bytes.size();) {
    const ssize_t got =
        ::pread(file_, bytes.data() + done, bytes.size() - done, static_cast<off_t>(kept.offset + done));
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0)
      return {{},
              Message{"intake.unreadable", {{"file", name}, {"cause", got < 0 ? std::strerror(errno) : "cut off"}}}};
    done += static_cast<std::size_t>(got);
  }
  return {std::move(bytes), std::nullopt};
}

}  // namespace threadmark::intake
