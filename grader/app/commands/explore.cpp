// `threadmark explore SOURCE... [-- ARGS]`: any C or C++ program, no lesson needed.
#include <ostream>
#include <sstream>
#include <string>

#include <CLI/CLI.hpp>

#include "grader/app/commands/commands.hpp"
#include "grader/app/grading.hpp"
#include "grader/pipeline/explore_program.hpp"
#include "grader/report/report_set.hpp"
#include "grader/words/words.hpp"

namespace threadmark::app {
namespace {

constexpr long default_schedules = 2000;

void declare(CLI::App& command, Options& options) {
  command.add_option("sources", options.paths, "C or C++ source files")->required()->type_name("SOURCE");
  command.add_option("--schedules", options.schedules, "How many schedules at most (default: 2000)")
      ->check(CLI::PositiveNumber);
  command.add_option("--strategy", options.strategy, "How schedules are chosen (default: portfolio)");
  command
      .add_option("--until", options.until,
                  "Stop at the first failure (a race, an order of locks or a leak is none), at any finding, "
                  "or when the budget ends")
      ->check(CLI::IsMember({"failure", "any", "budget"}))
      ->capture_default_str();
  command.add_option("--flags", options.flags, "More flags for the compiler and the linker, as one word");
}

pipeline::Until until_of(const std::string& name) {
  if (name == "any") return pipeline::Until::any;
  return name == "budget" ? pipeline::Until::budget : pipeline::Until::failure;
}

pipeline::ExploreRequest request_of(const Options& options) {
  pipeline::ExploreRequest request;
  request.sources = options.paths;
  std::istringstream flags(options.flags);
  for (std::string flag; flags >> flag;)
    request.flags.push_back(flag);
  request.arguments = options.program_arguments;
  request.schedules = options.schedules > 0 ? options.schedules : default_schedules;
  request.seed = options.seed.value_or(1);
  if (!options.strategy.empty()) request.strategy = options.strategy;
  request.until = until_of(options.until);
  return request;
}

int run(const Options& options, Context& context) {
  const auto means = open_means(options, context, AutoSandbox::best_there_is);
  if (!means) return report_error(context, means.error());
  const auto explored = pipeline::explore_program(*means, request_of(options));
  if (!explored) return report_error(context, explored.error());
  if (!explored->build_errors.empty()) {
    for (const Finding& finding : explored->build_errors)
      context.err << finding.where.file << ':' << finding.where.line << ": " << words::render(finding.message) << '\n';
    return bad_call;
  }
  if (const auto printed = print(explored->report, options, context); !printed)
    return report_error(context, printed.error());
  return explored->report.findings.empty() ? all_passed : something_failed;
}

}  // namespace

const Command explore_command{"explore", "Explore the interleavings of any C or C++ program",
                              "  threadmark explore bank.cpp\n"
                              "  threadmark explore queue.c --schedules 5000 --until any -- 3 4\n",
                              declare, run};

}  // namespace threadmark::app
