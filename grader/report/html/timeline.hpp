// The failing interleaving as a table of lanes that reads without any drawing; the page's script adds arrows and steps.
#pragma once

#include <cstddef>
#include <vector>

#include "grader/model/finding.hpp"
#include "grader/report/html/page_parts.hpp"
#include "grader/report/html/source_listing.hpp"

namespace threadmark::report::html {

/// The schedule of the finding: one column a task, one row a step, time goes down. `number` tells the findings of a
/// page apart. No schedule: an empty piece of text.
Node timeline(const Finding& finding, std::size_t number, const SourcePlaces& places, const HtmlSettings& settings);

}  // namespace threadmark::report::html
