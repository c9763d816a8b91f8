// Reading and writing whole files.
#include "grader/base/file_content.hpp"

#include <atomic>
#include <fstream>
#include <sstream>
#include <system_error>
#include <utility>

#include <unistd.h>

namespace threadmark {

namespace fs = std::filesystem;

std::optional<std::string> content_of(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  std::error_code none;
  // A folder opens, and nothing comes out of it.
  if (!in || fs::is_directory(file, none)) return std::nullopt;
  std::ostringstream text;
  text << in.rdbuf();
  return std::move(text).str();
}

bool write_whole(const fs::path& file, std::string_view content) {
  static std::atomic<unsigned> next{0};
  const fs::path draft = file.string() + ".new-" + std::to_string(::getpid()) + "-" + std::to_string(next++);
  std::error_code error;
  std::ofstream out(draft, std::ios::binary);
  out.write(content.data(), static_cast<std::streamsize>(content.size()));
  out.close();
  if (out) {
    fs::rename(draft, file, error);
    if (!error) return true;
  }
  fs::remove(draft, error);
  return false;
}

}  // namespace threadmark
