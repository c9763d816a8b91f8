// The source lines that a finding speaks of, with marks.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "grader/model/finding.hpp"
#include "grader/model/submission.hpp"
#include "grader/report/paint.hpp"

namespace threadmark::report {

/// The finding's line, marked `>`, and those of its related places in the same file, marked `*`, each with its
/// neighbours; nothing when the source is not there or the finding has no place.
std::string excerpt(const Finding& finding, const std::vector<SubmittedFile>& sources, const Paint& paint,
                    std::size_t width);

}  // namespace threadmark::report
