// A whole file at once: read, or written so that others see all of it or nothing.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

namespace threadmark {

/// The bytes of a file; nothing where it cannot be read.
std::optional<std::string> content_of(const std::filesystem::path& file);

/// Writes beside `file` and renames (POSIX: rename() is atomic), so that nobody ever reads half of it; false when that
/// failed, with `file` as it was.
bool write_whole(const std::filesystem::path& file, std::string_view content);

}  // namespace threadmark
