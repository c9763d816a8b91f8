// Writes files into a zip file, the same bytes for the same files.
#pragma once

#include <string>
#include <vector>

#include "grader/base/result.hpp"

namespace threadmark::intake {

/// One file of an archive; `name` is relative, with slashes.
struct ArchivedFile {
  std::string name;
  std::string content;
  bool executable = false;
};

/// The bytes of a zip file with these files, in this order, all of one date.
Result<std::string> zip_of(const std::vector<ArchivedFile>& files);

}  // namespace threadmark::intake
