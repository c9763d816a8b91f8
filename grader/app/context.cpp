// Finding the installation and saying errors.
#include "grader/app/context.hpp"

#include <cstdlib>
#include <ostream>
#include <string>
#include <system_error>

#include "grader/app/command.hpp"

namespace threadmark::app {
namespace {

std::filesystem::path from_environment(const char* variable, const std::filesystem::path& below_home) {
  if (const char* value = std::getenv(variable); value != nullptr && *value == '/') return value;
  if (const char* home = std::getenv("HOME"); home != nullptr && *home == '/') return home / below_home;
  return std::filesystem::temp_directory_path() / below_home;
}

}  // namespace

Installation find_installation() {
  std::error_code error;
  const std::filesystem::path self = std::filesystem::read_symlink("/proc/self/exe", error);
  Installation found;
  found.build = self.parent_path();
  found.root = found.build.parent_path();
  // A build folder elsewhere than in the tree knows the tree from its configuration.
  if (!std::filesystem::exists(found.root / "exercises", error)) found.root = THREADMARK_SOURCE_DIR;
  found.lessons = found.root / "exercises";
  found.reference = found.root / "reference";
  found.cache = from_environment("XDG_CACHE_HOME", ".cache") / "threadmark";
  found.state = from_environment("XDG_STATE_HOME", ".local/state") / "threadmark";
  return found;
}

void use_lessons(Installation& installation, const std::filesystem::path& folder) {
  installation.lessons = folder;
  std::error_code error;
  const std::filesystem::path beside = std::filesystem::absolute(folder, error).lexically_normal() / ".." / "reference";
  if (std::filesystem::is_directory(beside, error)) installation.reference = beside.lexically_normal();
}

int report_error(Context& context, const Error& error) {
  context.err << "threadmark: " << error.message << '\n';
  return error.kind == ErrorKind::input ? bad_call : grader_failed;
}

}  // namespace threadmark::app
