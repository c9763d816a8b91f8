// Grade books as files: reads what the instructor exported, writes a new file beside it.
#pragma once

#include <filesystem>

#include "grader/base/result.hpp"
#include "grader/report/class_report_set.hpp"

namespace threadmark::report {

/// The plain grade book into `place`, which is replaced when it is there.
Result<void> write_grade_book(const ClassResult& result, const std::filesystem::path& place,
                              const ClassRequest& request);

/// Fills the export at `place` and writes it to `request.output`, or to NAME.graded.csv beside it. The original and any
/// other file that is there already are never touched: then it is an input error.
Result<void> write_canvas(const ClassResult& result, const std::filesystem::path& place, const ClassRequest& request);
Result<void> write_moodle(const ClassResult& result, const std::filesystem::path& place, const ClassRequest& request);

}  // namespace threadmark::report
