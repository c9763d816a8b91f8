// Reads the XML of Valgrind's memcheck, helgrind and drd.
#pragma once

#include <string_view>
#include <vector>

#include "grader/model/finding.hpp"
#include "grader/observe/source_files.hpp"

namespace threadmark::observe {

/// The findings of a report (also of one that was cut off), each place once; `backend` is the tool's name. Memory that
/// is still reachable and signalling without the lock are nothing wrong and are passed over.
std::vector<Finding> read_valgrind_xml(std::string_view text, const SourceFiles& files);

}  // namespace threadmark::observe
