// The page of one submission.
#pragma once

#include <optional>
#include <string>

#include "grader/model/class_result.hpp"
#include "grader/report/html/page_parts.hpp"

namespace threadmark::report::html {

/// The pages before and after this one.
struct Neighbours {
  std::optional<std::int64_t> before;
  std::optional<std::int64_t> after;
};

/// The whole page, to stand in the folder of such pages.
std::string submission_page(const GradedSubmission& submission, const Neighbours& neighbours,
                            const HtmlSettings& settings);

}  // namespace threadmark::report::html
