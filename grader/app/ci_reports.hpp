// Reports beside the main one, of the same grades: `--report FORMAT=FILE`.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "grader/base/result.hpp"
#include "grader/report/report_set.hpp"

namespace CLI {
class App;
}

namespace threadmark::app {

/// Adds the option; it may be repeated.
void declare_reports(CLI::App& command, std::vector<std::string>& texts);

/// One `--report`.
struct WantedReport {
  const report::ReportFormat* format = nullptr;
  std::filesystem::path file;
};

/// Reads them; an input error names what is wrong.
Result<std::vector<WantedReport>> wanted_reports(const std::vector<std::string>& texts);

/// Writes one; an input error when its format holds one submission and there are others.
Result<void> write_report(const WantedReport& wanted, const std::vector<report::Graded>& grades);

/// Writes beside the place and renames: whoever looks finds a whole file or none.
Result<void> write_whole(const std::filesystem::path& file, const std::string& text);

}  // namespace threadmark::app
