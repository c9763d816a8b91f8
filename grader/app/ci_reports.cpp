// Reads `--report` and writes files whole.
#include "grader/app/ci_reports.hpp"

#include <system_error>

#include <CLI/CLI.hpp>

#include "grader/base/file_content.hpp"

namespace threadmark::app {
namespace fs = std::filesystem;

void declare_reports(CLI::App& command, std::vector<std::string>& texts) {
  command.add_option("--report", texts, "Also write a report: FORMAT=FILE (may be repeated)")
      ->allow_extra_args(false)
      ->type_name("FORMAT=FILE");
}

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

Result<void> write_report(const WantedReport& wanted, const std::vector<report::Graded>& grades) {
  if (wanted.format->single && grades.size() != 1)
    return fail(input_error("the format `" + std::string(wanted.format->name) +
                            "` holds one submission, and here are " + std::to_string(grades.size())));
  return write_whole(wanted.file, wanted.format->grades(grades, {}));
}

Result<void> write_whole(const fs::path& file, const std::string& text) {
  std::error_code error;
  if (file.has_parent_path()) fs::create_directories(file.parent_path(), error);
  if (!threadmark::write_whole(file, text)) return fail(environment_error("Cannot write " + file.string() + "."));
  return {};
}

}  // namespace threadmark::app
