// A drawing of tasks that wait for one another in a circle.
#pragma once

#include <vector>

#include "grader/report/html/lane_story.hpp"
#include "grader/report/html/page_parts.hpp"
#include "grader/report/html/source_listing.hpp"

namespace threadmark::report::html {

/// Who waits for what and who has it: as a list, and where it closes a circle, drawn. No waits: an empty paragraph.
Node waits_section(const LaneStory& story, const SourcePlaces& places, const HtmlSettings& settings);

}  // namespace threadmark::report::html
