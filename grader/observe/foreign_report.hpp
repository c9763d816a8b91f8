// A report of another tool before it is a finding: what it is about, and call stacks with what happened in each.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "grader/model/finding.hpp"
#include "grader/observe/source_files.hpp"

namespace threadmark::observe {

/// A frame of a call stack as the tool printed it.
struct ForeignFrame {
  std::string function;
  std::string path;  ///< empty where unknown
  int line = 0;
};

/// A call stack, innermost frame first, and the tool's words above it.
struct ForeignStack {
  std::string title;
  std::vector<ForeignFrame> frames;
};

/// One report. The first stack is where it happened.
struct ForeignReport {
  std::string type;    ///< the tool's name for it, such as `data race`
  std::string object;  ///< the variable, where the tool names one
  std::vector<ForeignStack> stacks;
};

/// What a tool's type of report means: the kind, the message, and whether it is more than a warning.
struct ForeignType {
  std::string_view prefix;  ///< of the tool's name for it
  FindingKind kind;
  std::string_view message;
  Severity severity = Severity::error;
};

/// The finding of a report. It is placed at the innermost frame of the first stack that is the student's (what the
/// library does for the student is the student's); other stacks become related places. Where the first has no such
/// frame, the first that has one gives the place; without any the line is 0.
Finding finding_of(const ForeignReport& report, const ForeignType& type, std::string_view backend,
                   const SourceFiles& files);

/// Adds the finding unless one of the same kind at the same places is there.
void add_once(std::vector<Finding>& findings, Finding finding);

/// At most that many reports of one log, stacks of one report and frames of one stack are read.
inline constexpr std::size_t most_reports = 200;
inline constexpr std::size_t most_stacks = 16;
inline constexpr std::size_t most_frames = 256;

}  // namespace threadmark::observe
