// `threadmark grade LESSON PATH...`: one or more submissions.
#include <ostream>
#include <vector>

#include <CLI/CLI.hpp>

#include "grader/app/ci_reports.hpp"
#include "grader/app/commands/commands.hpp"
#include "grader/app/grading.hpp"
#include "grader/app/lesson_access.hpp"

namespace threadmark::app {
namespace {

void declare(CLI::App& command, Options& options) {
  command.add_option("lesson", options.lesson, "The lesson's name")->required()->type_name("LESSON");
  command.add_option("paths", options.paths, "Submissions: files or folders")->required()->type_name("PATH");
  command.add_option("--schedules", options.schedules, "Schedules for each unit (default: the lesson's)")
      ->check(CLI::PositiveNumber);
  declare_reports(command, options.reports);
}

int run(const Options& options, Context& context) {
  const auto lesson = open_lesson(context.installation, options.lesson);
  if (!lesson) return report_error(context, lesson.error());
  const auto reports = wanted_reports(options.reports);
  if (!reports) return report_error(context, reports.error());
  // What is wrong with the call is said before the work begins.
  if (const auto format = format_of(options, options.paths.size()); !format)
    return report_error(context, format.error());
  for (const auto& path : options.paths)
    if (!std::filesystem::exists(path)) return report_error(context, input_error("there is no " + path.string()));
  const auto means = open_means(options, context, AutoSandbox::full_only);
  if (!means) return report_error(context, means.error());
  pipeline::GradeSettings settings = settings_of(options);
  std::vector<report::Graded> graded;
  for (const auto& path : options.paths) {
    if (!options.quiet)
      settings.on_failure = [&](const CheckSpec& check) { context.err << "found: " << check.title << std::endl; };
    auto one = grade_path(*means, *lesson, path, settings);
    if (!one) return report_error(context, one.error());
    graded.push_back(*std::move(one));
  }
  for (const WantedReport& wanted : *reports)
    if (const auto written = write_report(wanted, graded); !written) return report_error(context, written.error());
  if (const auto printed = print(graded, options, context, report::Voice::grade); !printed)
    return report_error(context, printed.error());
  return status_of(graded);
}

}  // namespace

const Command grade_command{"grade", "Grade one or more submissions",
                            "  threadmark grade counter-race solution.cpp\n"
                            "  threadmark grade counter-race alice/ bob/ --format json --output results.json\n",
                            declare, run};

}  // namespace threadmark::app
