// The submitted files with line numbers and what was found at their lines.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "grader/model/finding.hpp"
#include "grader/model/submission.hpp"
#include "grader/report/html/page_parts.hpp"

namespace threadmark::report::html {

/// Which line of which file has which id on the page.
class SourcePlaces {
 public:
  explicit SourcePlaces(const std::vector<SubmittedFile>& files);

  /// The id of that line, or nothing where the page does not show it.
  std::optional<std::string> id_of(const Location& where) const;

  /// A link to that line with the text `file:line` (`:line` where there is one file), or the text alone.
  Node link(const Location& where) const;

  /// The lines of a file, without their ends.
  const std::vector<std::string>& lines(std::size_t file) const { return lines_[file]; }

 private:
  std::vector<std::string> paths_;
  std::vector<std::vector<std::string>> lines_;
};

/// The id of the section of a finding; counts from 1.
std::string finding_id(std::size_t number);

/// All files, each line followed by notes of the findings that are placed there.
Node source_listing(const std::vector<SubmittedFile>& files, const SourcePlaces& places,
                    const std::vector<Finding>& findings, const HtmlSettings& settings);

}  // namespace threadmark::report::html
