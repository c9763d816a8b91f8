// `threadmark report FILE.db`: what is made of stored results.
#include <charconv>
#include <fstream>
#include <ostream>
#include <string>
#include <string_view>
#include <vector>

#include <CLI/CLI.hpp>
#include <pwd.h>
#include <unistd.h>

#include "grader/app/class_files.hpp"
#include "grader/app/class_text.hpp"
#include "grader/app/commands/commands.hpp"
#include "grader/report/class_report_set.hpp"
#include "grader/store/class_view.hpp"
#include "grader/store/store.hpp"

namespace threadmark::app {
namespace {

void declare(CLI::App& command, Options& options) {
  command.add_option("results", options.paths, "The file of results (with --diff: one or two)")
      ->required()
      ->expected(1, 2)
      ->type_name("FILE.db");
  declare_class_outputs(command, options);
  command.add_option("--lesson", options.lesson, "Only this lesson");
  command.add_option("--column", options.column, "The grade book's column to fill, where its title does not tell");
  command.add_flag("--anonymous", options.anonymous, "Without names, for showing in class");
  command.add_flag("--sources", options.sources, "Who handed in what, what was taken, what was left aside");
  command.add_option("--student", options.student, "One student's history")->type_name("NAME");
  command.add_flag("--diff", options.diff, "What changed between two files, or between the last two runs of one");
  command.add_option("--runs", options.runs, "With --diff: these two runs of one file")->type_name("OLD,NEW");
  auto* set = command.add_option("--set", options.set_score, "Give a score by hand; NAME=computed takes it back")
                  ->type_name("NAME=SCORE");
  command.add_option("--reason", options.reason, "Why that score is given")->needs(set);
}

/// Who is at the keyboard.
std::string user_name() {
  if (const passwd* user = ::getpwuid(::getuid()); user != nullptr && user->pw_name != nullptr) return user->pw_name;
  return std::to_string(::getuid());
}

Result<std::optional<double>> score_in(const std::string& text) {
  if (text == "computed") return std::nullopt;
  double score = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), score);
  if (error != std::errc() || end != text.data() + text.size() || score < 0)
    return fail(input_error("`" + text + "` is no score: a number from 0 on, or `computed`"));
  return score;
}

Result<void> set_score(store::Store& store, const Options& options, std::ostream& out) {
  const std::size_t equals = options.set_score.rfind('=');
  if (equals == std::string::npos) return fail(input_error("--set wants NAME=SCORE, such as --set alice=8.5"));
  if (options.reason.empty()) return fail(input_error("--set wants --reason: whoever asks later will want to know"));
  const auto score = score_in(options.set_score.substr(equals + 1));
  if (!score) return fail(score.error());
  const std::string name = options.set_score.substr(0, equals);
  const auto found = store::submissions_of(store, name, options.lesson);
  if (!found) return fail(found.error());
  if (found->size() > 1) {
    std::string lessons;
    for (const store::SubmissionRow& one : *found)
      lessons += (lessons.empty() ? "" : ", ") + one.lesson;
    return fail(input_error(name + " has " + std::to_string(found->size()) + " submissions (" + lessons +
                            "); say which by --lesson"));
  }
  if (auto set = store.set_score(found->front().id, *score, options.reason, user_name()); !set) return set;
  out << name << ", " << found->front().lesson << ": "
      << (*score ? "the score is " + score_text(**score) : "the computed score counts again") << '\n';
  return {};
}

Result<void> show_student(store::Store& store, const Options& options, std::ostream& out) {
  const auto found = store::submissions_of(store, options.student, options.lesson);
  if (!found) return fail(found.error());
  for (const store::SubmissionRow& one : *found) {
    const auto grades = store::history(store, one.id);
    if (!grades) return fail(grades.error());
    const auto scores = store.manual_scores(one.id);
    if (!scores) return fail(scores.error());
    print_history(one, *grades, *scores, out);
  }
  return {};
}

/// The two runs of `--runs OLD,NEW`, or the last two.
Result<std::pair<std::int64_t, std::int64_t>> two_runs(store::Store& store, const std::string& wanted) {
  const auto runs = store.runs();
  if (!runs) return fail(runs.error());
  if (wanted.empty()) {
    if (runs->size() < 2)
      return fail(
          input_error("there is one run in " + store.database().file().string() + "; --diff wants two, or two files"));
    return std::pair((*runs)[runs->size() - 2].id, runs->back().id);
  }
  std::int64_t first = 0;
  std::int64_t second = 0;
  const std::size_t comma = wanted.find(',');
  const char* end = wanted.data() + wanted.size();
  const bool read = comma != std::string::npos &&
                    std::from_chars(wanted.data(), wanted.data() + comma, first).ec == std::errc() &&
                    std::from_chars(wanted.data() + comma + 1, end, second).ec == std::errc();
  const auto known = [&](std::int64_t id) {
    return std::any_of(runs->begin(), runs->end(), [&](const store::RunRow& run) { return run.id == id; });
  };
  if (!read || !known(first) || !known(second))
    return fail(input_error("--runs wants two numbers of runs from 1 to " + std::to_string(runs->size()) +
                            ", such as --runs 1,2"));
  return std::pair(first, second);
}

Result<void> show_difference(const Options& options, std::ostream& out) {
  auto first = store::Store::open(options.paths.front(), false);
  if (!first) return fail(first.error());
  std::optional<std::int64_t> old_run;
  std::optional<std::int64_t> new_run;
  Result<std::vector<store::StateRow>> after;
  if (options.paths.size() == 2) {
    auto second = store::Store::open(options.paths.back(), false);
    if (!second) return fail(second.error());
    after = store::state_of(*second, std::nullopt);
  } else {
    const auto runs = two_runs(*first, options.runs);
    if (!runs) return fail(runs.error());
    out << "run " << runs->first << " → run " << runs->second << '\n';
    old_run = runs->first;
    after = store::state_of(*first, runs->second);
  }
  const auto before = store::state_of(*first, old_run);
  if (!before) return fail(before.error());
  if (!after) return fail(after.error());
  print_difference(*before, *after, out);
  return {};
}

Result<void> show(store::Store& store, const Options& options, Context& context) {
  if (!options.set_score.empty()) return set_score(store, options, context.out);
  if (!options.student.empty()) return show_student(store, options, context.out);
  const auto result = store::class_result(store, options.lesson);
  if (!result) return fail(result.error());
  if (!options.lesson.empty() && result->submissions.empty() && result->ungraded.empty())
    return fail(input_error("nobody has handed in anything for the lesson `" + options.lesson + "` in " +
                            options.paths.front().string()));
  const auto written = write_class_outputs(*result, options, context);
  if (!written) return fail(written.error());
  if (options.sources) {
    print_sources(*result, context.out);
  } else if (*written == 0) {
    print_class(*result, context.width, context.out);
  }
  return {};
}

/// 3 while there are grader errors to retry.
Result<int> status_of(store::Store& store, const Options& options) {
  const auto state = store::state_of(store, std::nullopt);
  if (!state) return fail(state.error());
  for (const store::StateRow& row : *state)
    if (row.grade && row.grade->verdict == Verdict::grader_error &&
        (options.lesson.empty() || row.lesson == options.lesson))
      return grader_failed;
  return all_passed;
}

int run(const Options& options, Context& context) {
  if (options.diff) {
    const auto shown = show_difference(options, context.out);
    return shown ? all_passed : report_error(context, shown.error());
  }
  if (options.paths.size() > 1)
    return report_error(context, input_error("two files of results belong to --diff; otherwise give one"));
  auto store = store::Store::open(options.paths.front(), false);
  if (!store) return report_error(context, store.error());
  if (const auto shown = show(*store, options, context); !shown) return report_error(context, shown.error());
  const auto status = status_of(*store, options);
  return status ? *status : report_error(context, status.error());
}

}  // namespace

const Command report_command{"report",
                             "Reports and grade books from stored results",
                             "  threadmark report results.db\n"
                             "  threadmark report results.db --html report/ --csv grades.csv\n"
                             "  threadmark report results.db --moodle Grades.csv\n"
                             "  threadmark report results.db --set alice=8.5 --reason \"argued well\"\n"
                             "  threadmark report results.db --student alice\n"
                             "  threadmark report --diff before.db after.db\n",
                             declare,
                             run,
                             true};

}  // namespace threadmark::app
