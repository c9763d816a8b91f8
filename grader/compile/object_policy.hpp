// The policy where tokens cannot show it: what object files define, whatever macros made the names.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "grader/model/finding.hpp"
#include "grader/model/lesson.hpp"
#include "grader/model/submission.hpp"

namespace threadmark::compile {

/// What an object file defines and needs. A file that is no ELF object gives nothing.
struct ObjectContent {
  std::vector<std::string> defined;    ///< global and weak symbols
  std::vector<std::string> undefined;  ///< symbols that it refers to
  std::vector<std::string> sections;
};

/// Reads a 64-bit ELF object; never beyond its bytes, whatever they are.
ObjectContent read_object(std::string_view bytes);

/// What these objects (in that folder) hold against the policy, as findings of kind `forbidden`.
std::vector<Finding> object_findings(const Lesson& lesson, const Submission& submission,
                                     const std::filesystem::path& folder, const std::vector<std::string>& objects);

}  // namespace threadmark::compile
