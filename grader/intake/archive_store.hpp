// Keeps what archives held, in memory or in a nameless file.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "grader/intake/file_set.hpp"

namespace threadmark::intake {

/// Contents one after another. Filled by one thread, then read by any.
class ArchiveStore : public FileStore {
 public:
  ArchiveStore() = default;
  ~ArchiveStore() override;

  /// From now on contents go to a file without a name in that folder; false when none can be made.
  bool use_file(const std::filesystem::path& folder);

  /// Keeps a content and gives its index; nullopt when the disk is full.
  std::optional<std::size_t> keep(std::string_view bytes);

  /// An index for a file whose content cannot be had.
  std::size_t refuse(Message why);

  FileContent read(const FoundFile& file, std::size_t limit) const override;

 private:
  struct Kept {
    std::uint64_t offset = 0;
    std::size_t size = 0;
    std::optional<Message> refused;
  };
  int file_ = -1;
  std::uint64_t end_ = 0;
  std::string memory_;
  std::vector<Kept> kept_;
};

}  // namespace threadmark::intake
