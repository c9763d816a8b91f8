// Running other tools and telling what they alone saw.
#include "grader/pipeline/cross_check.hpp"

#include <algorithm>

#include "grader/observe/tsan_log.hpp"
#include "grader/observe/valgrind_xml.hpp"
#include "grader/run/cross_tools.hpp"

namespace threadmark::pipeline {
namespace {

bool wanted_tool(const run::CrossTool& tool, CrossChecks wanted) {
  if (wanted == CrossChecks::none) return false;
  return wanted == CrossChecks::all || tool.format == run::ReportFormat::tsan_log;
}

bool known(const Finding& report, const std::vector<Finding>& found) {
  return std::any_of(found.begin(), found.end(), [&](const Finding& finding) {
    if (finding.kind == report.kind) return true;
    return report.where.line > 0 && finding.where == report.where;
  });
}

CrossCheck entry(const run::CrossTool& tool, std::string status, Message message, Location where = {}) {
  return {.tool = std::string(tool.name),
          .status = std::move(status),
          .message = std::move(message),
          .where = std::move(where)};
}

}  // namespace

std::vector<CrossCheck> cross_check(const compile::Means& means, const Lesson& lesson, const Workspace& workspace,
                                    const Build& build, const std::vector<Finding>& found, CrossChecks wanted) {
  std::vector<CrossCheck> entries;
  observe::SourceFiles files;
  for (const std::string& file : lesson.files)
    files.add(file);
  for (const run::CrossTool& tool : run::cross_tools()) {
    const Program* program = build.find(tool.flavour);
    if (!wanted_tool(tool, wanted) || program == nullptr) continue;
    const run::ToolRun ran = run::run_under(tool, means.sandbox, lesson, workspace, *program, lesson.cases.front());
    if (!ran.available) {
      entries.push_back(entry(tool, "not-available",
                              {"cross.not-available", {{"tool", std::string(tool.name)}, {"why", ran.why_not}}}));
      continue;
    }
    const std::vector<Finding> reports = tool.format == run::ReportFormat::tsan_log
                                             ? observe::read_tsan_log(ran.report, files)
                                             : observe::read_valgrind_xml(ran.report, files);
    bool alone = false;
    for (const Finding& report : reports) {
      if (known(report, found)) continue;
      alone = true;
      entries.push_back(entry(tool, "reported", report.message, report.where));
    }
    if (!alone) entries.push_back(entry(tool, "agrees", {"cross.agrees", {{"tool", std::string(tool.name)}}}));
  }
  return entries;
}

}  // namespace threadmark::pipeline
