// The style sheets and scripts of assets/, built into the program.
#pragma once

#include <string_view>

namespace threadmark::report::html {

std::string_view page_css_text();        ///< what all pages share
std::string_view class_css_text();       ///< charts and the table of students
std::string_view submission_css_text();  ///< source, findings, timeline
std::string_view students_js_text();     ///< sorting and filtering
std::string_view timeline_js_text();     ///< stepping and the arrows

}  // namespace threadmark::report::html
