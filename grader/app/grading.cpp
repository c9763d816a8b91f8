// Opening the means of grading, grading one path, printing results.
#include "grader/app/grading.hpp"

#include <algorithm>
#include <ostream>
#include <set>
#include <variant>

#include "grader/app/command.hpp"
#include "grader/compile/toolchains.hpp"
#include "grader/intake/intake.hpp"
#include "grader/words/words.hpp"

namespace threadmark::app {
namespace {

report::Graded rejected_grade(const Lesson& lesson, const intake::Rejected& rejected) {
  report::Graded graded;
  graded.grade.lesson = lesson.id;
  graded.grade.submission = rejected.name;
  graded.grade.verdict = Verdict::rejected;
  graded.grade.score = 0;
  graded.grade.max_score = lesson.max_score;
  graded.grade.problem = words::render(rejected.why);
  return graded;
}

}  // namespace

Result<compile::Means> open_means(const Options& options, const Context& context, AutoSandbox automatic) {
  auto toolchain = compile::find_toolchain(options.toolchain);
  if (!toolchain) return fail(toolchain.error());
  auto runtime = compile::find_runtime_files();
  if (!runtime) return fail(runtime.error());
  sandbox::Level least = automatic == AutoSandbox::full_only ? sandbox::Level::full : sandbox::Level::off;
  if (options.sandbox != "auto") least = *sandbox::level_named(options.sandbox);
  // Who asks for `off` by name wants none; `auto` takes the best there is.
  auto opened =
      options.sandbox == "off" ? Result<sandbox::Sandbox>(sandbox::Sandbox::at(least)) : sandbox::Sandbox::open(least);
  if (!opened) return fail(opened.error());
  if (automatic == AutoSandbox::best_there_is && opened->level().level != sandbox::Level::full && !options.quiet)
    context.err << "sandbox: " << sandbox::name_of(opened->level().level)
                << " (threadmark doctor says what is missing)\n";
  return compile::Means{.toolchain = *std::move(toolchain),
                        .runtime = *std::move(runtime),
                        .sandbox = *std::move(opened),
                        .cache = context.installation.cache};
}

std::vector<Message> toolchain_warnings(const std::vector<const Lesson*>& lessons, const Toolchain& toolchain) {
  std::vector<Message> warnings;
  std::set<std::string> told;
  for (const Lesson* lesson : lessons)
    if (!lesson->toolchain.empty() && !is_toolchain(lesson->toolchain, toolchain.id) && told.insert(lesson->id).second)
      warnings.push_back({"app.other-toolchain",
                          {{"lesson", lesson->id}, {"wanted", lesson->toolchain}, {"toolchain", toolchain.id}}});
  return warnings;
}

pipeline::GradeSettings settings_of(const Options& options) {
  pipeline::GradeSettings settings;
  settings.seed = options.seed;
  settings.schedules = options.schedules;
  settings.cross_checks = options.cross_check == "none"  ? pipeline::CrossChecks::none
                          : options.cross_check == "all" ? pipeline::CrossChecks::all
                                                         : pipeline::CrossChecks::tsan;
  return settings;
}

Result<report::Graded> grade_path(const compile::Means& means, const Lesson& lesson, const std::filesystem::path& path,
                                  const pipeline::GradeSettings& settings) {
  return grade_path(lesson, path, [&](const Submission& submission) {
    return pipeline::grade_one(means, lesson, submission, settings);
  });
}

Result<report::Graded> grade_path(const Lesson& lesson, const std::filesystem::path& path,
                                  const std::function<Grade(const Submission&)>& grade) {
  const auto taken = intake::take(lesson, path);
  if (!taken) return fail(taken.error());
  if (const auto* rejected = std::get_if<intake::Rejected>(&*taken)) return rejected_grade(lesson, *rejected);
  const auto& submission = std::get<Submission>(*taken);
  return report::Graded{.grade = grade(submission), .sources = submission.files};
}

namespace {

report::Style style_of(const Context& context, report::Voice voice) {
  return {.language = words::Language::english, .voice = voice, .colour = context.colour_out, .width = context.width};
}

}  // namespace

std::string known_formats() {
  std::string known;
  for (const report::ReportFormat& format : report::report_set())
    known += (known.empty() ? "" : ", ") + std::string(format.name);
  return known;
}

Result<const report::ReportFormat*> format_of(const Options& options, std::size_t submissions) {
  const report::ReportFormat* format = report::report_named(options.format);
  if (format == nullptr)
    return fail(input_error("there is no format `" + options.format + "`; known are " + known_formats()));
  if (format->single && submissions > 1)
    return fail(input_error("the format `" + options.format + "` holds one submission, and here are " +
                            std::to_string(submissions) + "; grade them one by one"));
  return format;
}

Result<void> print(const std::vector<report::Graded>& graded, const Options& options, Context& context,
                   report::Voice voice) {
  const auto format = format_of(options, graded.size());
  if (!format) return fail(format.error());
  context.out << (*format)->grades(graded, style_of(context, voice));
  return {};
}

Result<void> print(const Exploration& report, const Options& options, Context& context) {
  const auto format = format_of(options, 1);
  if (!format) return fail(format.error());
  if ((*format)->exploration == nullptr)
    return fail(
        input_error("the format `" + options.format + "` has no form for explorations; text, json and sarif have"));
  context.out << (*format)->exploration(report, style_of(context, report::Voice::grade));
  return {};
}

int status_of(const std::vector<report::Graded>& graded) {
  const auto has = [&](Verdict verdict) {
    return std::any_of(graded.begin(), graded.end(),
                       [&](const report::Graded& one) { return one.grade.verdict == verdict; });
  };
  if (has(Verdict::grader_error)) return grader_failed;
  const bool passed = std::all_of(graded.begin(), graded.end(),
                                  [](const report::Graded& one) { return one.grade.verdict == Verdict::passed; });
  return passed ? all_passed : something_failed;
}

}  // namespace threadmark::app
