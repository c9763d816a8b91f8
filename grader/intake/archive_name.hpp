// Names in archives, which come in any encoding and may lead anywhere, as clean paths.
#pragma once

#include <string>
#include <string_view>

namespace threadmark::intake {

/// In which encoding names are that are not UTF-8: zip's old default (code page 437), or Latin-1.
enum class OldEncoding { cp437, latin1 };

/// A name of an archive: a clean relative path in UTF-8 without control characters; or one that leads outside
/// (absolute, with a drive letter, or with `..`); or none, when nothing is left of it or it is absurdly long or deep.
struct ArchiveName {
  enum class Kind { inside, outside, none };
  Kind kind = Kind::none;
  std::string path;  ///< of `outside`: as people may read it
};

/// Reads a name. Backslashes separate where there is no slash, as some Windows programs write them.
ArchiveName read_archive_name(std::string_view raw, OldEncoding old);

}  // namespace threadmark::intake
