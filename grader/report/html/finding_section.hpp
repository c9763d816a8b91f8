// One finding on the page of its submission: what, where, how it happens, how to see it again.
#pragma once

#include <cstddef>
#include <string>

#include "grader/model/class_result.hpp"
#include "grader/report/html/page_parts.hpp"
#include "grader/report/html/source_listing.hpp"

namespace threadmark::report::html {

/// "data race", "lock order (a warning)".
std::string title_of(const Finding& finding, const HtmlSettings& settings);

/// The finding of that number (from 1) of a submission.
Node finding_section(const GradedSubmission& submission, std::size_t number, const SourcePlaces& places,
                     const HtmlSettings& settings);

}  // namespace threadmark::report::html
