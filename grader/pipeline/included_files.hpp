// Which files a C or C++ source needs beside it: those that it includes by quotes, and what these include.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "grader/base/result.hpp"

namespace threadmark::pipeline {

/// A file as it is to lie in the workspace: `name` is relative to its folder.
struct PlacedFile {
  std::string name;
  std::string text;
};

/// The sources, in their order, then whatever they include by quotes that is there, whether a condition leaves the
/// include out or not. Names are relative to each source's own folder; where an include leads out of that
/// (`"../common.h"`), to the folder that holds all of the files. An Error of kind input says which source cannot be
/// read, or that two have the same name.
Result<std::vector<PlacedFile>> with_included_files(const std::vector<std::filesystem::path>& sources);

}  // namespace threadmark::pipeline
