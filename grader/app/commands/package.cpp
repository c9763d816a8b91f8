// `threadmark package TARGET LESSON... --output FILE`: what a course platform wants to be given.
#include <algorithm>
#include <ostream>
#include <regex>
#include <string>

#include <CLI/CLI.hpp>

#include "grader/app/ci_reports.hpp"
#include "grader/app/commands/commands.hpp"
#include "grader/app/lesson_access.hpp"
#include "grader/app/packages.hpp"
#include "grader/base/nearest_name.hpp"

namespace threadmark::app {
namespace {

/// A branch's name would let whoever can push there change what grades; only a whole commit id is taken.
std::string place_of_threadmark(const std::string& text) {
  static const std::regex form("[A-Za-z0-9][A-Za-z0-9-]*/[A-Za-z0-9._-]+@[0-9a-f]{40}");
  if (std::regex_match(text, form)) return "";
  return "`" + text + "` is not OWNER/REPOSITORY@COMMIT with all 40 digits of the commit (git rev-parse HEAD)";
}

void declare(CLI::App& command, Options& options) {
  command.add_option("target", options.package.target, "The platform: gradescope, classroom50, github")
      ->required()
      ->type_name("TARGET");
  command.add_option("lesson", options.names, "Lessons")->required()->type_name("LESSON");
  command.add_option("-o", options.output, "The file to write (as --output)")->type_name("FILE");
  command.add_option("--limit", options.package.limit, "Gradescope: grade at most so many submissions of a student")
      ->check(CLI::NonNegativeNumber);
  command.add_option("--hours", options.package.hours, "Gradescope: … within so many hours")
      ->check(CLI::NonNegativeNumber);
  command
      .add_option("--threadmark", options.package.threadmark,
                  "GitHub: your copy of threadmark and the commit that you trust, for the workflow")
      ->check(place_of_threadmark)
      ->type_name("OWNER/REPOSITORY@COMMIT");
}

Result<const PackageTarget*> target_named(const std::string& name) {
  std::vector<std::string> names;
  for (const PackageTarget& target : package_set()) {
    if (target.name == name) return &target;
    names.emplace_back(target.name);
  }
  std::string known;
  for (const std::string& one : names)
    known += (known.empty() ? "" : ", ") + one;
  return fail(input_error("there is no package for `" + name + "`" + did_you_mean(name, names) + " (" + known + ")"));
}

int run(const Options& options, Context& context) {
  const auto target = target_named(options.package.target);
  if (!target) return report_error(context, target.error());
  if (options.output.empty())
    return report_error(context, input_error("name the file to write: threadmark package " + options.package.target +
                                             " LESSON... -o FILE.zip"));
  auto lessons = open_lessons(context.installation, options.names);
  if (!lessons) return report_error(context, lessons.error());
  const std::string sandbox = options.sandbox == "auto" ? std::string() : options.sandbox;
  const auto files = (*target)->files({.installation = context.installation,
                                       .lessons = *std::move(lessons),
                                       .sandbox = sandbox,
                                       .limit = options.package.limit,
                                       .hours = options.package.hours,
                                       .threadmark = options.package.threadmark});
  if (!files) return report_error(context, files.error());
  const auto zip = intake::zip_of(*files);
  if (!zip) return report_error(context, zip.error());
  if (const auto written = write_whole(options.output, *zip); !written) return report_error(context, written.error());
  if (!options.quiet)
    context.err << options.output.string() << ": " << files->size() << " files, " << (zip->size() + 1023) / 1024
                << " KiB. " << (*target)->next << '\n';
  return all_passed;
}

}  // namespace

const Command package_command{"package",
                              "What a course platform wants to be given",
                              "  threadmark package gradescope counter-race -o autograder.zip\n"
                              "  threadmark package classroom50 counter-race -o bundle.zip\n"
                              "  threadmark package github counter-race bank-transfer -o template.zip\n"
                              "    --threadmark my-school/threadmark@$(git rev-parse HEAD)\n",
                              declare,
                              run,
                              true};

}  // namespace threadmark::app
