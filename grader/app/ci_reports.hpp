// The reports that `threadmark ci` writes beside its own words: `--report FORMAT=FILE`.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "grader/base/result.hpp"
#include "grader/report/report_set.hpp"

namespace threadmark::app {

/// One `--report`.
struct WantedReport {
  const report::ReportFormat* format = nullptr;
  std::filesystem::path file;
};

/// Reads them; an input error names what is wrong.
Result<std::vector<WantedReport>> wanted_reports(const std::vector<std::string>& texts);

/// Writes beside the place and renames: whoever looks finds a whole file or none.
Result<void> write_whole(const std::filesystem::path& file, const std::string& text);

}  // namespace threadmark::app
