// `threadmark ci`: grade what this change changed, in the words of the service that it runs in.
#include <algorithm>
#include <filesystem>
#include <iostream>
#include <optional>

#include <CLI/CLI.hpp>

#include "grader/app/ci_pieces.hpp"
#include "grader/app/ci_reports.hpp"
#include "grader/app/ci_rules.hpp"
#include "grader/app/ci_voice.hpp"
#include "grader/app/commands/commands.hpp"
#include "grader/app/grading.hpp"
#include "grader/ci/change.hpp"
#include "grader/ci/plan.hpp"
#include "grader/ci/runner.hpp"
#include "grader/ci/settings.hpp"
#include "grader/pipeline/private_folder.hpp"
#include "grader/report/escape.hpp"
#include "grader/report/paint.hpp"
#include "grader/words/words.hpp"

namespace threadmark::app {
namespace {

namespace fs = std::filesystem;

void declare(CLI::App& command, Options& options) {
  command.add_option("repository", options.folder, "The clone (default: the service's, or this folder)")
      ->type_name("DIR");
  command.add_option("--base", options.ci.base, "Compare with this commit or branch, and take the rules from it");
  command.add_option("--head", options.ci.head, "Grade this commit (default: HEAD)");
  command.add_flag("--all", options.ci.all, "Grade everything that belongs to a lesson, changed or not");
  command
      .add_option("--settings", options.ci.settings, "Settings from this file instead of the base's .threadmark.yml")
      ->type_name("FILE");
  command.add_flag("--no-cache", options.no_cache, "Grade everything that the change touches, whatever is stored");
  declare_reports(command, options.reports);
}

/// One run of the command, step by step.
class CiRun {
 public:
  CiRun(const Options& options, Context& context, const ci::Runner& runner, CiVoice& voice)
      : options_(options), context_(context), runner_(runner), voice_(voice) {}

  Result<int> go() {
    const auto reports = wanted_reports(options_.reports);
    if (!reports) return fail(reports.error());
    if (auto prepared = prepare(); !prepared) return fail(prepared.error());
    tell_plan();
    if (!plan_.graded.empty())
      if (auto graded = grade(); !graded) return fail(graded.error());
    if (auto written = write(*reports); !written) return fail(written.error());
    return status();
  }

 private:
  Result<void> prepare() {
    const bool service = runner_.place != ci::Place::shell;
    auto git = ci::Git::open(options_.folder.empty() ? runner_.folder : options_.folder, ci::own_environment(),
                             service ? ci::Fetching::yes : ci::Fetching::no);
    if (!git) return fail(git.error());
    git_ = *std::move(git);
    ci::AskedChange asked = runner_.change;
    if (!options_.ci.head.empty()) asked.head = options_.ci.head;
    if (!options_.ci.base.empty()) {
      asked.occasion = ci::Occasion::proposal;
      asked.base = options_.ci.base;
      asked.merge_commit.clear();
      if (!git_->commit(asked.base) && !service)
        return fail(input_error("There is no commit " + asked.base + " in this repository (--base)."));
    }
    auto change = ci::find_change(*git_, asked);
    if (!change) return fail(change.error());
    change_ = *std::move(change);
    if (options_.ci.all) change_.everything = true;
    auto rules = read_rules(*git_, change_, options_.ci.settings, context_.installation);
    if (!rules) return fail(rules.error());
    rules_ = *std::move(rules);
    for (const Message& message : rules_.remarks)
      voice_.remark(message);
    auto plan = ci::make_plan(*git_, change_, rules_.settings, rules_.lessons);
    if (!plan) return fail(plan.error());
    plan_ = *std::move(plan);
    return {};
  }

  void tell_plan() {
    if (!change_.base.empty())
      voice_.say(words::render({"ci.compared", {{"head", change_.head}, {"base", change_.base}}}));
    for (const Message& message : change_.remarks)
      voice_.remark(message);
    for (const Message& message : plan_.remarks)
      voice_.remark(message);
    tell_edited_rules();
    for (const std::string& id : plan_.missing) {
      const auto lesson =
          std::find_if(rules_.lessons.begin(), rules_.lessons.end(), [&](const Lesson& l) { return l.id == id; });
      const Message message{"ci.lesson-missing", {{"lesson", id}, {"file", lesson->files.front()}}};
      voice_.remark(message);
      voice_.annotate({ci::Note::Level::error, "", 0, id, words::render(message)});
    }
    if (!plan_.unchanged.empty())
      voice_.remark(
          {"ci.unchanged", {{"count", std::to_string(plan_.unchanged.size())}, {"paths", listed(plan_.unchanged)}}});
    if (plan_.graded.empty() && plan_.missing.empty()) voice_.remark({"ci.nothing", {}});
  }

  void tell_edited_rules() {
    if (plan_.edited_rules.empty()) return;
    const Message message{"ci.rules-edited", {{"files", listed(plan_.edited_rules)}}};
    voice_.remark(message);
    voice_.annotate({ci::Note::Level::warning, "", 0, "threadmark", words::render(message)});
    const auto edited = std::find(plan_.edited_rules.begin(), plan_.edited_rules.end(), ci::settings_name);
    if (edited == plan_.edited_rules.end()) return;
    const std::string problems = problems_of_new_settings(*git_, change_, rules_);
    if (!problems.empty()) voice_.remark({"ci.rules-broken", {{"problems", problems.substr(0, 1000)}}});
  }

  static std::string listed(const std::vector<std::string>& paths) {
    constexpr std::size_t most = 5;
    std::string text;
    for (std::size_t i = 0; i < std::min(paths.size(), most); ++i)
      text += (i == 0 ? "`" : ", `") + paths[i].substr(0, 200) + "`";
    return paths.size() > most ? text + " …" : text;
  }

  /// The cache, unless the commit that is graded could have put something there; then one that is thrown away.
  Result<void> choose_cache() {
    if (!brought_by(*git_, change_.head, context_.installation.cache)) return {};
    voice_.remark({"ci.cache-brought", {{"folder", context_.installation.cache.string()}}});
    auto folder = pipeline::PrivateFolder::make();
    if (!folder) return fail(folder.error());
    own_cache_.emplace(*std::move(folder));
    context_.installation.cache = own_cache_->path();
    return {};
  }

  void tell_toolchain(const Toolchain& toolchain) {
    std::vector<const Lesson*> lessons;
    for (const Lesson& lesson : rules_.lessons)
      if (std::any_of(plan_.graded.begin(), plan_.graded.end(),
                      [&](const ci::Piece& piece) { return piece.lesson == lesson.id; }))
        lessons.push_back(&lesson);
    for (const Message& warning : toolchain_warnings(lessons, toolchain)) {
      voice_.remark(warning);
      voice_.annotate({ci::Note::Level::warning, "", 0, "threadmark", words::render(warning)});
    }
    voice_.remark({"ci.toolchain", {{"toolchain", toolchain.id}}});
  }

  Result<void> grade() {
    if (auto chosen = choose_cache(); !chosen) return chosen;
    const auto means = open_means(options_, context_, AutoSandbox::full_only);
    if (!means) return fail(means.error());
    pipeline::GradeSettings settings = settings_of(options_);
    if (!runner_.scratch.empty() && fs::is_directory(runner_.scratch)) settings.scratch = runner_.scratch;
    StoredResults stored(options_.no_cache ? fs::path() : context_.installation.cache / "results", *means, settings);
    auto graded = grade_pieces(*git_, plan_.graded, rules_.lessons, *means, settings, stored, options_.jobs,
                               [&](const GradedPiece& piece) { tell_grade(piece.graded.grade); });
    if (!graded) return fail(graded.error());
    pieces_ = *std::move(graded);
    voice_.remark({"ci.sandbox", {{"level", std::string(sandbox::name_of(means->sandbox.level().level))}}});
    tell_toolchain(means->toolchain);
    if (const auto count =
            std::count_if(pieces_.begin(), pieces_.end(), [](const GradedPiece& one) { return one.stored; }))
      voice_.remark({"ci.stored", {{"count", std::to_string(count)}}});
    return {};
  }

  void tell_grade(const Grade& grade) {
    if (options_.quiet) return;
    const std::string verdict = words::render({"report.verdict." + std::string(name_of(grade.verdict)), {}});
    voice_.say(grade.submission + " (" + grade.lesson + "): " + verdict);
  }

  Result<void> write(const std::vector<WantedReport>& reports) {
    std::string results_file;
    for (const WantedReport& wanted : reports) {
      if (auto written = write_report(wanted, for_format(pieces_, wanted.format->name)); !written)
        return fail(written.error());
      if (wanted.format->name == "json") results_file = fs::absolute(wanted.file).string();
    }
    const auto grades = for_format(pieces_, options_.format);
    if (!grades.empty() || options_.format != "text")
      if (auto printed = print(grades, options_, context_, report::Voice::check); !printed)
        return fail(printed.error());
    context_.out.flush();
    voice_.annotate(placed(pieces_));
    const bool told = voice_.summarise(for_format(pieces_, "markdown")) && voice_.give_outputs(outputs(results_file));
    if (!told) return fail(environment_error("The job's summary or outputs could not be written."));
    return {};
  }

  bool has(Verdict verdict) const {
    return std::any_of(pieces_.begin(), pieces_.end(),
                       [&](const GradedPiece& piece) { return piece.graded.grade.verdict == verdict; });
  }

  std::vector<std::pair<std::string, std::string>> outputs(const std::string& results_file) const {
    std::vector<std::pair<std::string, std::string>> all;
    const bool ours = has(Verdict::grader_error);
    const bool passed = !pieces_.empty() && std::all_of(pieces_.begin(), pieces_.end(), [](const GradedPiece& piece) {
      return piece.graded.grade.verdict == Verdict::passed;
    });
    std::string verdict = ours ? "grader-error" : passed ? "passed" : "failed";
    if (pieces_.empty()) verdict = "nothing";
    if (!plan_.missing.empty() && !ours) verdict = "failed";
    // A sum without one of its parts would be a false score.
    if (!ours && !pieces_.empty()) {
      double score = 0;
      double most = 0;
      for (const GradedPiece& piece : pieces_) {
        score += piece.graded.grade.score.value_or(0);
        most += piece.graded.grade.max_score;
      }
      all.emplace_back("score", report::number(score));
      all.emplace_back("max-score", report::number(most));
    }
    all.emplace_back("verdict", verdict);
    all.emplace_back("submissions", std::to_string(pieces_.size()));
    all.emplace_back("results-file", results_file);
    return all;
  }

  bool good_enough(const Grade& grade) const {
    if (grade.verdict == Verdict::passed) return true;
    const auto& mark = rules_.settings.pass_mark;
    return mark && grade.verdict == Verdict::failed && grade.score && grade.max_score > 0 &&
           *grade.score * 100 >= *mark * grade.max_score;
  }

  int status() const {
    const ci::FailOn fail_on = rules_.settings.fail_on;
    // A fault of ours is none of the things that a course can choose to live with: there is no grade.
    if (has(Verdict::grader_error)) return grader_failed;
    if (fail_on == ci::FailOn::never) return all_passed;
    if (fail_on == ci::FailOn::error)
      return has(Verdict::build_error) || has(Verdict::rejected) || !plan_.missing.empty() ? something_failed
                                                                                           : all_passed;
    const bool good = std::all_of(pieces_.begin(), pieces_.end(),
                                  [&](const GradedPiece& piece) { return good_enough(piece.graded.grade); });
    return good && plan_.missing.empty() ? all_passed : something_failed;
  }

  const Options& options_;
  Context& context_;
  const ci::Runner& runner_;
  CiVoice& voice_;
  std::optional<ci::Git> git_;
  ci::Change change_;
  CiRules rules_;
  ci::Plan plan_;
  std::vector<GradedPiece> pieces_;
  std::optional<pipeline::PrivateFolder> own_cache_;
};

int run(const Options& options, Context& context) {
  const auto runner = ci::find_runner(ci::own_environment());
  if (!runner) return report_error(context, runner.error());
  const bool github = runner->place == ci::Place::github;
  if (report::report_named(options.format) == nullptr)
    return report_error(context, input_error("there is no format `" + options.format + "`"));
  // GitHub reads the log for commands, and a machine's format cannot be guarded without being spoilt.
  if (github && options.format != "text" && options.output.empty())
    return report_error(context, input_error("on GitHub, --format " + options.format + " needs --output FILE"));
  CiVoice voice(*runner, github ? std::cout : context.err);
  const auto status = CiRun(options, context, *runner, voice).go();
  if (status) return *status;
  voice.give_up(status.error());
  return report_error(context, {status.error().kind, report::log_block(status.error().message)});
}

}  // namespace

const Command ci_command{"ci", "Grade what this pull request changed, in the words of the CI that it runs in",
                         "  threadmark ci\n  threadmark ci --base origin/main --report junit=results.xml\n", declare,
                         run};

}  // namespace threadmark::app
