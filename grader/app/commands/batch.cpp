// `threadmark batch SOURCE --lesson ID|--map FILE --out FILE.db`: a whole class.
#include <map>
#include <ostream>
#include <string>
#include <vector>

#include <CLI/CLI.hpp>
#include <unistd.h>

#include "grader/app/commands/commands.hpp"
#include "grader/app/grading.hpp"
#include "grader/app/lesson_access.hpp"
#include "grader/app/machine_jobs.hpp"
#include "grader/app/progress.hpp"
#include "grader/intake/class_source.hpp"
#include "grader/pipeline/class_run.hpp"
#include "grader/pipeline/private_folder.hpp"
#include "grader/spec/lesson_folders.hpp"
#include "grader/store/store.hpp"
#include "grader/words/words.hpp"

namespace threadmark::app {
namespace {

void declare(CLI::App& command, Options& options) {
  const auto shapes = intake::class_shapes();
  command.add_option("source", options.folder, "A folder or a download of a class")->required()->type_name("SOURCE");
  auto* lesson = command.add_option("--lesson", options.lesson, "The lesson that all of it is for");
  command.add_option("--map", options.map, "A file that says which folders belong to which lesson")->excludes(lesson);
  command.add_option("--out", options.results, "The file of results")->required()->type_name("FILE.db");
  command.add_option("--shape", options.shape, "What the source is, where that is not recognised")
      ->check(CLI::IsMember(std::vector<std::string>(shapes.begin(), shapes.end())));
  command.add_flag("--resume", options.resume, "Go on with the run that was not finished");
  command.add_flag("--retry-errors", options.retry_errors, "Grade again what ended as a grader error");
  command.add_flag("--no-cache", options.no_cache, "Grade everything, whatever is stored");
  command.add_option("--schedules", options.schedules, "Schedules for each unit (default: the lesson's)")
      ->check(CLI::PositiveNumber);
}

Result<intake::ClassSource> read_source(const Options& options, const Context& context) {
  intake::ClassRequest request{.source = options.folder, .shape = options.shape, .lesson = options.lesson};
  const auto folders = spec::lesson_folders(context.installation.lessons);
  if (!folders) return fail(folders.error());
  for (const auto& folder : *folders)
    request.lessons.push_back(folder.filename().string());
  if (!options.map.empty()) {
    auto map = intake::read_lesson_map(options.map, request.lessons);
    if (!map) return fail(map.error());
    request.map = *std::move(map);
  }
  return intake::read_class(request);
}

/// The lessons that somebody handed in something for, with every problem of their specs said now.
Result<std::map<std::string, Lesson>> lessons_of(const intake::ClassSource& source, const Context& context) {
  std::map<std::string, Lesson> lessons;
  for (const intake::ClassEntry& entry : source.entries) {
    if (entry.lesson.empty() || lessons.contains(entry.lesson)) continue;
    auto lesson = open_lesson(context.installation, entry.lesson);
    if (!lesson) return fail(lesson.error());
    lessons.emplace(entry.lesson, *std::move(lesson));
  }
  return lessons;
}

void summarise(const pipeline::ClassEnd& end, const Options& options, std::ostream& out) {
  const pipeline::ClassProgress& progress = end.progress;
  const std::string counts = counts_of(progress.verdicts);
  out << (end.signal != 0 ? "stopped: " : "") << progress.done << " of " << progress.total << " submissions"
      << (counts.empty() ? "" : ": " + counts);
  if (progress.nothing > 0) out << "; " << progress.nothing << " with nothing to grade";
  out << '\n';
  if (progress.kept + progress.served > 0)
    out << progress.graded << " graded now, " << progress.kept << " by this run before, " << progress.served
        << " served from stored results\n";
  const std::string file = options.results.string();
  if (end.signal != 0) {
    out << "go on with the same command and --resume\n";
  } else if (const auto errors = progress.verdicts.find(Verdict::grader_error);
             errors != progress.verdicts.end() && errors->second > 0) {
    out << "grader errors are no grades: repeat with --retry-errors (reasons: threadmark report " << file << ")\n";
  } else {
    out << "next: threadmark report " << file << " --html report/\n";
  }
}

int status_of(const pipeline::ClassEnd& end) {
  if (end.signal != 0) return 128 + end.signal;
  const auto errors = end.progress.verdicts.find(Verdict::grader_error);
  return errors != end.progress.verdicts.end() && errors->second > 0 ? grader_failed : all_passed;
}

/// Nobody else writes into these results meanwhile.
Result<pipeline::FileLock> lock_results(const std::filesystem::path& results) {
  auto lock = pipeline::FileLock::take(results.string() + ".lock");
  if (lock) return lock;
  return fail(input_error(lock.error().message + " Is another threadmark batch writing to " + results.string() + "?"));
}

/// The same for the same source, wherever and however it is called.
std::filesystem::path whole_path(const std::filesystem::path& path) {
  std::error_code error;
  const std::filesystem::path whole = std::filesystem::absolute(path, error).lexically_normal();
  return whole.has_filename() ? whole : whole.parent_path();
}

int run(const Options& options, Context& context) {
  if (!options.lesson.empty())
    if (const auto known = open_lesson(context.installation, options.lesson); !known)
      return report_error(context, known.error());
  const auto source = read_source(options, context);
  if (!source) return report_error(context, source.error());
  if (!options.quiet) context.err << source->sentence << std::endl;
  const auto lessons = lessons_of(*source, context);
  if (!lessons) return report_error(context, lessons.error());
  const auto means = open_means(options, context, AutoSandbox::full_only);
  if (!means) return report_error(context, means.error());
  std::vector<const Lesson*> handed_in;
  for (const auto& [id, lesson] : *lessons)
    handed_in.push_back(&lesson);
  // No progress, so it is said with --quiet too.
  for (const Message& warning : toolchain_warnings(handed_in, means->toolchain))
    context.err << "warning: " << words::render(warning) << std::endl;
  const auto lock = lock_results(options.results);
  if (!lock) return report_error(context, lock.error());
  auto store = store::Store::open(options.results, true);
  if (!store) return report_error(context, store.error());

  const pipeline::Interruption interruption;
  Progress progress(context.err,
                    {.quiet = options.quiet, .terminal = isatty(STDERR_FILENO) == 1, .width = context.width});
  const pipeline::ClassOrder order{.means = *means,
                                   .source = *source,
                                   .lessons = *lessons,
                                   .reference = context.installation.reference,
                                   .source_path = whole_path(options.folder),
                                   .settings = settings_of(options),
                                   .jobs = options.jobs > 0 ? options.jobs : machine_jobs(),
                                   .resume = options.resume,
                                   .choice = {.use_stored = !options.no_cache, .retry_errors = options.retry_errors}};
  const auto end = pipeline::run_class(*store, order, progress, interruption);
  progress.finish();
  if (!end) return report_error(context, end.error());
  summarise(*end, options, context.out);
  return status_of(*end);
}

}  // namespace

const Command batch_command{"batch", "Grade a whole class into one file of results",
                            "  threadmark batch submissions/ --lesson bounded-queue --out results.db\n"
                            "  threadmark batch moodle.zip --lesson counter-race --out results.db --resume\n"
                            "  threadmark batch clones/ --map lessons.yaml --out results.db --jobs 8\n",
                            declare, run};

}  // namespace threadmark::app
