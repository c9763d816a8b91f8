// The first bytes and the endings of archives.
#include "grader/intake/archive_kind.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <string>

namespace threadmark::intake {
namespace {

using std::string_view_literals::operator""sv;

constexpr std::array<ArchiveKind, 10> kinds = {{
    {"PK\x03\x04"sv, 0, true, true, Packing::none},
    {"PK\x05\x06"sv, 0, true, true, Packing::none},
    {"\x1f\x8b"sv, 0, true, false, Packing::gzip},
    {"\xfd"
     "7zXZ\0"sv,
     0, true, false, Packing::xz},
    {"BZh"sv, 0, true, false, Packing::bzip2},
    {"\x28\xb5\x2f\xfd"sv, 0, true, false, Packing::zstd},
    {"ustar"sv, 257, true, false, Packing::none},
    {"7z\xbc\xaf\x27\x1c"sv, 0, false, false, Packing::none},
    {"Rar!\x1a\x07"sv, 0, false, false, Packing::none},
    {"PK\x07\x08"sv, 0, true, true, Packing::none},
}};
constexpr std::array<std::string_view, 12> endings = {".zip",     ".tar",    ".tgz",     ".tbz", ".txz", ".tar.gz",
                                                      ".tar.bz2", ".tar.xz", ".tar.zst", ".7z",  ".rar", ".tbz2"};

}  // namespace

const ArchiveKind* archive_kind_of(std::string_view head) {
  const auto found = std::find_if(kinds.begin(), kinds.end(), [&](const ArchiveKind& kind) {
    return head.size() >= kind.offset && head.substr(kind.offset).starts_with(kind.magic);
  });
  return found == kinds.end() ? nullptr : &*found;
}

bool has_archive_ending(std::string_view name) {
  std::string small(name);
  std::transform(small.begin(), small.end(), small.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return std::any_of(endings.begin(), endings.end(), [&](std::string_view ending) { return small.ends_with(ending); });
}

}  // namespace threadmark::intake
