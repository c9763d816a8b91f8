// Results as Markdown, for the summary of a pull request or a job.
#pragma once

#include <cstddef>
#include <span>
#include <string>

#include "grader/report/report_set.hpp"

namespace threadmark::report {

/// A summary of at most `most_bytes` (at least 4096 are used): the scores, then each submission's checks, findings with
/// hints, and failing interleavings as Mermaid diagrams, or as text where they grow too long. Where the room is short,
/// interleavings go first, then findings, then whole submissions, and what is left out is counted in words.
std::string markdown_grades(std::span<const Graded> graded, const Style& style, std::size_t most_bytes);

/// The same within 900 KiB: GitHub takes summaries below 1 MiB a step.
std::string markdown_summary(std::span<const Graded> graded, const Style& style);

}  // namespace threadmark::report
