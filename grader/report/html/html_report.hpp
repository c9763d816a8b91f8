// A class as pages that open from disk, without a network or a server.
#pragma once

#include <filesystem>

#include "grader/base/result.hpp"
#include "grader/model/class_result.hpp"
#include "grader/report/html/page_parts.hpp"

namespace threadmark::report {

using html::HtmlSettings;

/// Writes index.html and submissions/ID.html into `dir`, which is made where it is missing; pages of an earlier report
/// there are removed first. The same class gives the same bytes. With `anonymous`, nothing in `dir` tells who is who:
/// a folder with anything else in it is refused, as an input error.
Result<void> write_html(const ClassResult& known, const HtmlSettings& settings, const std::filesystem::path& dir);

}  // namespace threadmark::report
