// Which kind of archive a file is, by its first bytes or its name.
#pragma once

#include <cstddef>
#include <string_view>

namespace threadmark::intake {

/// What an archive is compressed with as a whole.
enum class Packing { none, gzip, bzip2, xz, zstd };

/// A kind of archive by the bytes at an offset of its beginning. What is not `zip` is a tar, if it is `readable` here.
struct ArchiveKind {
  std::string_view magic;
  std::size_t offset;
  bool readable;
  bool zip;
  Packing packing;
};

/// The kind that the first bytes (300 or more where the file has them) show, or nullptr.
const ArchiveKind* archive_kind_of(std::string_view head);

/// The ending of a name says that it is an archive, also one that we do not read.
bool has_archive_ending(std::string_view name);

}  // namespace threadmark::intake
