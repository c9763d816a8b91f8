// `threadmark replay TOKEN PATH`: run exactly the interleaving that failed, again.
#include <ostream>
#include <variant>

#include <CLI/CLI.hpp>

#include "grader/app/commands/commands.hpp"
#include "grader/app/grading.hpp"
#include "grader/app/lesson_access.hpp"
#include "grader/intake/intake.hpp"
#include "grader/pipeline/explore_program.hpp"
#include "grader/pipeline/replay_one.hpp"
#include "grader/words/words.hpp"

namespace threadmark::app {
namespace {

void declare(CLI::App& command, Options& options) {
  command.add_option("token", options.token, "The word behind `replay` in a finding")->required()->type_name("TOKEN");
  command.add_option("path", options.folder, "The submission: a file or folder")->required()->type_name("PATH");
  command.add_flag("--gdb", options.gdb, "Stop in gdb at the failing step");
}

Result<void> debug(const compile::Means& means, const run::Debuggee& debuggee, Context& context) {
  context.err
      << "gdb: the program follows the schedule; it stops where the failure happens, in the task that shows it.\n"
         "     Useful: info threads, thread N, up, print NAME; quit leaves.\n";
  context.err.flush();
  if (const auto left = run::debug(means.sandbox, debuggee); !left) return fail(left.error());
  return {};
}

// A token of `threadmark explore`: the path is the program's source.
int replay_source(const pipeline::ReplayToken& token, const Options& options, Context& context) {
  const auto means = open_means(options, context, AutoSandbox::best_there_is);
  if (!means) return report_error(context, means.error());
  pipeline::ExploreRequest request;
  request.sources = {options.folder};
  request.arguments = options.program_arguments;
  pipeline::WhileProgramIsThere and_then;
  if (options.gdb)
    and_then = [&](const auto&, const run::Debuggee& debuggee) { return debug(*means, debuggee, context); };
  const auto replayed = pipeline::replay_program(*means, request, token, and_then);
  if (!replayed) return report_error(context, replayed.error());
  for (const Message& note : replayed->notes)
    context.err << "note: " << words::render(note) << '\n';
  if (!replayed->explored.build_errors.empty())
    return report_error(context, input_error("the source does not compile"));
  const Exploration& report = replayed->explored.report;
  if (report.findings.empty()) {
    context.out << words::render({"report.replay.nothing", {}}) << '\n';
    return all_passed;
  }
  if (const auto printed = print(report, options, context); !printed) return report_error(context, printed.error());
  return something_failed;
}

int run(const Options& options, Context& context) {
  const auto token = pipeline::read_token(options.token);
  if (!token) return report_error(context, token.error());
  if (token->lesson.empty()) return replay_source(*token, options, context);
  const auto lesson = open_lesson(context.installation, token->lesson);
  if (!lesson) return report_error(context, lesson.error());
  const auto means = open_means(options, context, AutoSandbox::best_there_is);
  if (!means) return report_error(context, means.error());
  const auto taken = intake::take(*lesson, options.folder);
  if (!taken) return report_error(context, taken.error());
  if (const auto* rejected = std::get_if<intake::Rejected>(&*taken))
    return report_error(context, input_error(words::render(rejected->why)));
  const auto& submission = std::get<Submission>(*taken);
  pipeline::WhileThere and_then;
  if (options.gdb)
    and_then = [&](const auto&, const run::Debuggee& debuggee) { return debug(*means, debuggee, context); };
  auto replayed = pipeline::replay_one(*means, *lesson, submission, *token, settings_of(options).scratch, and_then);
  if (!replayed) return report_error(context, replayed.error());
  for (const Message& note : replayed->notes)
    context.err << "note: " << words::render(note) << '\n';
  if (replayed->grade.findings.empty()) {
    context.out << words::render({"report.replay.nothing", {}}) << '\n';
    return all_passed;
  }
  const report::Graded graded{.grade = std::move(replayed->grade), .sources = submission.files};
  if (const auto printed = print({graded}, options, context, report::Voice::grade); !printed)
    return report_error(context, printed.error());
  return something_failed;
}

}  // namespace

const Command replay_command{"replay", "Run exactly the interleaving that failed, again",
                             "  threadmark replay tm1:… solution.cpp\n"
                             "  threadmark replay tm1:… solution.cpp --gdb\n",
                             declare, run};

}  // namespace threadmark::app
