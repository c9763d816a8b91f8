// Archives as sets of files: zip, tar and compressed tar, read under limits and never laid out on disk.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

#include "grader/intake/file_set.hpp"

namespace threadmark::intake {

/// What an archive may cost; sizes in bytes. An archive that exceeds one is refused as a whole.
struct ArchiveLimits {
  std::uint64_t packed = 0;    ///< the archive itself
  std::uint64_t unpacked = 0;  ///< all that is in it, wanted or not
  std::uint64_t ratio = 0;     ///< unpacked for each packed byte, once there are 8 MiB
  std::size_t names = 0;
  std::uint64_t kept = 0;    ///< contents that are kept to be asked for
  bool whole_class = false;  ///< what is wrong with one file is held against that file alone
};

/// For what one student hands in.
inline constexpr ArchiveLimits student_limits{
    .packed = 32ULL << 20, .unpacked = 256ULL << 20, .ratio = 250, .names = 10000, .kept = 32ULL << 20};

/// For what an instructor downloads.
inline constexpr ArchiveLimits class_limits{.packed = 64ULL << 30,
                                            .unpacked = 64ULL << 30,
                                            .ratio = 1100,
                                            .names = 1000000,
                                            .kept = 4ULL << 30,
                                            .whole_class = true};

/// The largest archive that is taken out of an archive.
inline constexpr std::size_t largest_archive = std::size_t{16} << 20;

/// Reads an archive that lies in memory and keeps contents there. Whatever is wrong with it is in `refused`.
FileSet read_archive(std::string_view bytes, const std::string& name, const ArchiveLimits& limits);

/// Reads an archive from a file and keeps contents in memory.
FileSet read_archive(const std::filesystem::path& file, const std::string& name, const ArchiveLimits& limits);

/// The same, with contents kept in a nameless file in the folder `scratch`.
FileSet read_archive(const std::filesystem::path& file, const std::string& name, const ArchiveLimits& limits,
                     const std::filesystem::path& scratch);

}  // namespace threadmark::intake
