// Makes archives for tests: honest ones through libarchive, odd ones byte by byte.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace threadmark::intake::testing {

/// One entry to put into an archive.
struct MadeEntry {
  enum class Kind { file, folder, link, hard_link, fifo, device };
  std::string name;
  std::string content;  ///< of links: where they lead
  Kind kind = Kind::file;
  std::string password;     ///< not empty: encrypted (zip)
  std::uint64_t zeros = 0;  ///< so many bytes of zero behind the content
};

/// The bytes of an archive: "zip", "tar", "tar.gz", "tar.bz2", "tar.xz", "tar.zst", or one nameless content as "gz".
std::string make_archive(std::string_view format, const std::vector<MadeEntry>& entries);

/// A zip file of stored entries whose every field can be a lie.
class RawZip {
 public:
  /// `flags` as in zip's general purpose flags (0x800: the name is UTF-8; 1: encrypted). `declared`: the size that is
  /// said, where it is not the content's.
  void add(std::string_view name, std::string_view content, std::uint16_t flags = 0, std::int64_t declared = -1);

  std::string bytes() const;

 private:
  std::string body_;
  std::string directory_;
  std::uint16_t entries_ = 0;
};

}  // namespace threadmark::intake::testing
