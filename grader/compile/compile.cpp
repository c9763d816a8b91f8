// The compile station: policy, objects, links; each step in the sandbox.
#include "grader/compile/compile.hpp"

#include <chrono>
#include <filesystem>
#include <future>
#include <utility>

#include "grader/base/file_content.hpp"
#include "grader/compile/diagnostics.hpp"
#include "grader/compile/lexer.hpp"
#include "grader/compile/object_policy.hpp"
#include "grader/compile/preprocessed.hpp"
#include "grader/compile/steps.hpp"
#include "grader/compile/units.hpp"
#include "grader/compile/workshop.hpp"

namespace threadmark::compile {
namespace {

namespace fs = std::filesystem;

/// What is compiled and linked, whatever asked for it.
struct Job {
  std::vector<Unit> units;
  std::vector<ProgramFlavour> flavours;
  std::vector<std::string> flags;  ///< of the user's, for compiler and linker
  DiagnosticContext context;
  const Lesson* lesson = nullptr;
  const Submission* submission = nullptr;
  bool has_driver = false;
};

constexpr const char* old_c[] = {"-Wno-implicit-function-declaration", "-Wno-implicit-int", "-Wno-int-conversion",
                                 "-Wno-incompatible-pointer-types", "-Wno-return-type"};

/// The units as one of the two compiles sees them: instrumented for the controlled runtime and ThreadSanitizer, or
/// plain.
std::vector<Unit> units_for(const Job& job, const Toolchain& toolchain, bool instrumented) {
  std::vector<Unit> units = job.units;
  const bool coroutines = job.lesson != nullptr && job.lesson->coroutines;
  const auto& chosen = !instrumented ? toolchain.plain_flags
                       : coroutines  ? toolchain.coroutine_flags
                                     : toolchain.instrument_flags;
  for (Unit& unit : units) {
    for (const std::string& flag : toolchain.common_flags)
      if (!unit.is_c || (flag != "-std=c++20" && flag != "-fcoroutines")) unit.flags.push_back(flag);
    unit.flags.insert(unit.flags.end(), chosen.begin(), chosen.end());
    // Any C program: what C89 allowed, C compilers of today refuse by default.
    if (job.lesson == nullptr && unit.is_c) unit.flags.insert(unit.flags.end(), std::begin(old_c), std::end(old_c));
    unit.flags.insert(unit.flags.end(), job.flags.begin(), job.flags.end());
    if (!instrumented && !unit.object.empty()) unit.object = "plain-" + unit.object;
  }
  return units;
}

/// Adds what a step said to the build; true when it went well.
bool take_over(Build& build, const Step& step) {
  build.diagnostics += step.words;
  build.errors.insert(build.errors.end(), step.errors.begin(), step.errors.end());
  return step.errors.empty();
}

/// Compiles all units (two at a time: a driver and the check of what it includes) and gives the objects' names.
Result<std::vector<std::string>> make_objects(const Workshop& shop, const Job& job, bool instrumented, Build& build) {
  const std::vector<Unit> units = units_for(job, shop.means().toolchain, instrumented);
  std::vector<std::future<Result<Step>>> steps;
  for (const Unit& unit : units)
    if (instrumented || !unit.object.empty())
      steps.push_back(
          std::async(std::launch::async, [&shop, &unit, &job] { return compile_unit(shop, unit, job.context); }));
  std::vector<Result<Step>> done;
  for (auto& step : steps)
    done.push_back(step.get());
  for (const auto& step : done)
    if (!step) return fail(step.error());
  // The first that failed says it all: what is missing in a header is missing in its driver too.
  for (const auto& step : done)
    if (!take_over(build, *step)) return std::vector<std::string>();
  std::vector<std::string> objects;
  for (const Unit& unit : units)
    if (!unit.object.empty()) objects.push_back(unit.object);
  return objects;
}

/// Objects and links of one kind of compile.
Result<void> make_programs(const Workshop& shop, const Job& job, bool instrumented, Build& build) {
  std::vector<ProgramFlavour> flavours;
  for (const ProgramFlavour flavour : job.flavours)
    if ((flavour != ProgramFlavour::plain) == instrumented) flavours.push_back(flavour);
  if (flavours.empty() || !build.errors.empty()) return {};
  auto objects = make_objects(shop, job, instrumented, build);
  if (!objects) return fail(objects.error());
  if (!build.errors.empty()) return {};
  if (job.lesson != nullptr) {
    build.errors = object_findings(*job.lesson, *job.submission, shop.workspace().build(), *objects);
    if (!build.errors.empty()) return {};
  }
  std::vector<std::future<Result<Step>>> links;
  for (const ProgramFlavour flavour : flavours)
    links.push_back(std::async(std::launch::async, [&, flavour] {
      return link_program(shop, {flavour, *objects, job.flags, job.has_driver}, job.context);
    }));
  for (std::size_t i = 0; i < links.size(); ++i) {
    auto step = links[i].get();
    if (!step) return fail(step.error());
    // What does not link in one way does not in the other: once is enough.
    if (build.errors.empty() && take_over(build, *step))
      build.programs.push_back({flavours[i], shop.workspace().build() / name_of_program(flavours[i])});
  }
  return {};
}

/// What the policy forbids and only the preprocessor shows. Files that hide nothing cost nothing.
Result<std::vector<Finding>> hidden_findings(const Workshop& shop, const Job& job) {
  std::vector<Finding> findings;
  std::vector<std::pair<std::string, bool>> hiding;
  for (const SubmittedFile& file : job.submission->files)
    if (const LexedFile lexed = lex(file.content); hides_tokens(lexed))
      hiding.emplace_back(file.path, calls_reserved_macros(lexed));
  if (hiding.empty()) return findings;
  for (const Unit& unit : units_for(job, shop.means().toolchain, true)) {
    auto text = preprocessed(shop, unit);
    if (!text) return fail(text.error());
    for (const auto& [path, with_system] : hiding)
      for (Finding& finding : token_findings(*job.lesson, path, part_of(*text, path, with_system)))
        findings.push_back(std::move(finding));
    if (job.has_driver || !findings.empty()) break;
  }
  return findings;
}

Result<Build> run_job(const Workshop& shop, const Job& job) {
  const auto start = std::chrono::steady_clock::now();
  Build build;
  if (job.lesson != nullptr) {
    auto hidden = hidden_findings(shop, job);
    if (!hidden) return fail(hidden.error());
    build.errors = *std::move(hidden);
  }
  for (const bool instrumented : {true, false})
    if (auto made = make_programs(shop, job, instrumented, build); !made) return fail(made.error());
  if (!build.errors.empty()) build.programs.clear();
  build.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  return build;
}

}  // namespace

Result<Build> compile(const Means& means, const CompileRequest& request) {
  const Lesson& lesson = request.lesson;
  Build refused;
  refused.errors = policy_findings(lesson, request.submission);
  if (!refused.errors.empty()) return refused;
  const Workshop shop(means, request.workspace, lesson.limits);
  Job job;
  job.flavours = request.flavours;
  job.lesson = &lesson;
  job.submission = &request.submission;
  job.has_driver = lesson.kind == LessonKind::component;
  job.context.lesson_text = content_of(lesson.folder / "README.md").value_or(std::string());
  std::vector<std::string> sources;
  for (const SubmittedFile& file : request.submission.files) {
    job.context.files.push_back(file);
    if (is_source(file.path)) sources.push_back(file.path);
  }
  if (job.has_driver) {
    auto units = component_units(shop, lesson, request.submission);
    if (!units) return fail(units.error());
    job.units = std::move(*units);
  } else {
    job.units = program_units(shop, sources);
  }
  return run_job(shop, job);
}

Result<Build> compile_sources(const Means& means, const SourcesRequest& request) {
  const Workshop shop(means, request.workspace, Limits{});
  Job job;
  job.flavours = request.flavours;
  job.flags = request.flags;
  std::error_code error;
  for (const auto& entry : fs::recursive_directory_iterator(request.workspace.source(), error))
    if (entry.is_regular_file(error))
      job.context.files.push_back({fs::relative(entry.path(), request.workspace.source(), error).string(),
                                   content_of(entry.path()).value_or(std::string())});
  job.units = program_units(shop, request.sources);
  return run_job(shop, job);
}

std::vector<SourceToken> tokens_of(const Submission& submission) {
  std::vector<SourceToken> tokens;
  for (const SubmittedFile& file : submission.files)
    for (Token& token : lex(file.content).tokens)
      tokens.push_back({std::move(token.text), {file.path, token.line}});
  return tokens;
}

}  // namespace threadmark::compile
