// One run of a program under a tool that is not ours: ThreadSanitizer, or one of Valgrind's.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "grader/model/lesson.hpp"
#include "grader/model/program.hpp"
#include "grader/model/workspace.hpp"
#include "grader/sandbox/sandbox.hpp"

namespace threadmark::run {

/// How a tool's report is written.
enum class ReportFormat { tsan_log, valgrind_xml };

/// A tool as data: which link of the program it runs, how it is called.
struct CrossTool {
  std::string_view name;
  ProgramFlavour flavour = ProgramFlavour::plain;
  ReportFormat format = ReportFormat::valgrind_xml;
};

/// ThreadSanitizer, then Valgrind's memcheck, helgrind and drd.
std::span<const CrossTool> cross_tools();

/// What came of one run: the tool's report, or why the tool could not be used. Never a student's fault.
struct ToolRun {
  bool available = false;
  std::string report;
  std::string why_not;
};

/// Runs one case under the tool, bounded by the lesson's CPU time.
ToolRun run_under(const CrossTool& tool, const sandbox::Sandbox& sandbox, const Lesson& lesson,
                  const Workspace& workspace, const Program& program, const Case& one);

}  // namespace threadmark::run
