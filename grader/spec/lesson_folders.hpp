// Which lessons a directory holds.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "grader/base/result.hpp"

namespace threadmark::spec {

/// The folders of a directory that hold a spec.yaml, by name; an input error when it cannot be read or holds none.
Result<std::vector<std::filesystem::path>> lesson_folders(const std::filesystem::path& directory);

/// The folder of the lesson with that id, or an input error that suggests the nearest.
Result<std::filesystem::path> find_lesson(const std::filesystem::path& directory, const std::string& id);

}  // namespace threadmark::spec
