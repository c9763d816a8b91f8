// Reads `--report` and writes files whole.
#include "grader/app/ci_reports.hpp"

#include <fstream>
#include <system_error>

namespace threadmark::app {
namespace fs = std::filesystem;

Result<std::vector<WantedReport>> wanted_reports(const std::vector<std::string>& texts) {
  std::vector<WantedReport> all;
  for (const std::string& text : texts) {
    const std::size_t equals = text.find('=');
    const auto* format = report::report_named(text.substr(0, equals));
    if (equals == std::string::npos || equals + 1 == text.size() || format == nullptr)
      return fail(input_error("--report wants FORMAT=FILE with a known format, such as junit=results.xml, but got `" +
                              text + "`"));
    all.push_back({format, text.substr(equals + 1)});
  }
  return all;
}

Result<void> write_whole(const fs::path& file, const std::string& text) {
  std::error_code error;
  if (file.has_parent_path()) fs::create_directories(file.parent_path(), error);
  const fs::path fresh = file.string() + ".new";
  std::ofstream out(fresh, std::ios::binary | std::ios::trunc);
  out << text;
  out.close();
  if (out) fs::rename(fresh, file, error);
  if (!out || error) return fail(environment_error("Cannot write " + file.string() + "."));
  return {};
}

}  // namespace threadmark::app
