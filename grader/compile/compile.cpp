// The compile station: policy, objects, links; each step in the sandbox.
#include "grader/compile/compile.hpp"

#include <algorithm>
#include <cctype>
#include <chrono>
#include <fstream>
#include <future>
#include <iterator>
#include <set>
#include <utility>

#include "grader/compile/diagnostics.hpp"
#include "grader/compile/includes.hpp"
#include "grader/compile/lexer.hpp"
#include "grader/compile/object_policy.hpp"
#include "grader/compile/precompiled.hpp"
#include "grader/compile/preprocessed.hpp"
#include "grader/compile/workshop.hpp"

namespace threadmark::compile {
namespace {

namespace fs = std::filesystem;
using sandbox::Outcome;

std::string content_of(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

/// One translation unit.
struct Unit {
  std::string source;                ///< as the compiler is to be told
  std::string object;                ///< its name in `build/`; empty: only the syntax is checked
  std::vector<std::string> headers;  ///< what may be precompiled
  std::vector<std::string> flags;    ///< language, instrumentation: what a precompiled header depends on
  std::vector<std::string> paths;    ///< where headers are, what the file is called
  bool is_c = false;
};

/// What a compile or a link gave: nothing to say, or errors.
struct Step {
  std::vector<Finding> errors;
  std::string words;
};

bool is_c_source(const std::string& name) {
  return name.ends_with(".c");
}
bool is_source(const std::string& name) {
  return is_c_source(name) || name.ends_with(".cpp") || name.ends_with(".cc") || name.ends_with(".cxx") ||
         name.ends_with(".C");
}

/// Names of files in messages and debug information are those that the student gave them, wherever the sandbox shows
/// them.
std::vector<std::string> naming_flags(const Workshop& shop) {
  const std::string source = shop.source();
  std::vector<std::string> flags = {"-ffile-prefix-map=" + source + "=.",
                                    "-ffile-prefix-map=" + source + "/=", "-ffile-prefix-map=" + shop.lesson("") + "="};
  if (shop.means().toolchain.family == CompilerFamily::clang) flags.push_back("-fdebug-compilation-dir=.");
  return flags;
}

/// What an earlier compile left in the way belongs to another user of the sandbox.
void clear_the_way(const Workshop& shop, const std::string& name) {
  std::error_code ignored;
  fs::remove(shop.workspace().build() / name, ignored);
}

Result<Outcome> run_compiler(const Workshop& shop, const Unit& unit, const std::vector<std::string>& precompiled) {
  const Toolchain& toolchain = shop.means().toolchain;
  std::vector<std::string> argv = {unit.is_c ? toolchain.c_compiler : toolchain.compiler};
  for (const auto* flags : {&unit.flags, &unit.paths, &precompiled})
    argv.insert(argv.end(), flags->begin(), flags->end());
  if (unit.object.empty()) {
    argv.insert(argv.end(), {"-fsyntax-only", unit.source});
  } else {
    clear_the_way(shop, unit.object);
    argv.insert(argv.end(), {"-c", unit.source, "-o", shop.build(unit.object)});
  }
  return shop.run(argv);
}

/// A compile that ran into a limit or fell over, in one finding; nothing when it was an ordinary failure.
std::vector<Finding> limit_errors(const Outcome& outcome) {
  using process::Stopped;
  if (outcome.stopped == Stopped::cpu || outcome.stopped == Stopped::wall) return {build_error({"build.too-long", {}})};
  if (outcome.stopped == Stopped::memory || outcome.stopped == Stopped::tasks)
    return {build_error({"build.too-large", {}})};
  if (outcome.signal != 0) return {build_error({"build.compiler-fell", {}})};
  return {};
}

/// Compiles one unit: with the precompiled header, and without it before any error is believed.
Result<Step> compile_unit(Workshop shop, const Unit& unit, const DiagnosticContext& context) {
  const std::vector<std::string> precompiled =
      unit.is_c ? std::vector<std::string>() : precompiled_flags(shop, unit.headers, unit.flags);
  auto outcome = run_compiler(shop, unit, precompiled);
  if (!outcome) return fail(outcome.error());
  if (!outcome->succeeded() && !precompiled.empty()) {
    if (outcome->err.find("precompiled") != std::string::npos || outcome->err.find("PCH") != std::string::npos)
      forget_precompiled(shop.means(), unit.headers, unit.flags);
    outcome = run_compiler(shop, unit, {});
    if (!outcome) return fail(outcome.error());
  }
  Step step;
  step.words = outcome->err;
  if (outcome->succeeded()) return step;
  step.errors = limit_errors(*outcome);
  if (step.errors.empty()) step.errors = compile_errors(outcome->err, context);
  return step;
}

/// What is linked besides the objects, in each flavour.
Result<std::vector<std::string>> link_arguments(const Workshop& shop, ProgramFlavour flavour, bool has_driver) {
  const Means& means = shop.means();
  const bool explore = flavour == ProgramFlavour::explore;
  std::vector<std::string> arguments;
  if (has_driver) {
    const fs::path& testing = explore ? means.runtime.testing : means.runtime.testing_plain;
    if (testing.empty()) return fail(environment_error("The library of the drivers' main function is not built."));
    arguments.insert(arguments.end(), {shop.inside(testing), "-lgtest"});
  }
  if (explore) {
    if (means.runtime.runtime.empty()) return fail(environment_error("The controlled runtime is not built."));
    arguments.insert(arguments.end(),
                     {"-Wl,--whole-archive", shop.inside(means.runtime.runtime), "-Wl,--no-whole-archive", "-ldl"});
  }
  if (means.toolchain.family == CompilerFamily::gcc || !explore) arguments.push_back("-latomic");
  return arguments;
}

const char* name_of_program(ProgramFlavour flavour) {
  if (flavour == ProgramFlavour::explore) return "explore";
  return flavour == ProgramFlavour::tsan ? "tsan" : "plain";
}

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

Result<Step> link_program(const Workshop& shop, const Job& job, const std::vector<std::string>& objects,
                          ProgramFlavour flavour) {
  const Toolchain& toolchain = shop.means().toolchain;
  std::vector<std::string> argv = {toolchain.compiler};
  if (!toolchain.linker.empty()) argv.push_back("-fuse-ld=" + toolchain.linker);
  const std::vector<std::string> plain = {"-pthread"};
  const auto& flags = flavour == ProgramFlavour::explore ? toolchain.explore_link_flags
                      : flavour == ProgramFlavour::tsan  ? toolchain.tsan_link_flags
                                                         : plain;
  argv.insert(argv.end(), flags.begin(), flags.end());
  for (const std::string& object : objects)
    argv.push_back(shop.build(object));
  argv.insert(argv.end(), job.flags.begin(), job.flags.end());
  auto libraries = link_arguments(shop, flavour, job.has_driver);
  if (!libraries) return fail(libraries.error());
  argv.insert(argv.end(), libraries->begin(), libraries->end());
  clear_the_way(shop, name_of_program(flavour));
  argv.insert(argv.end(), {"-o", shop.build(name_of_program(flavour))});
  auto outcome = shop.run(argv);
  if (!outcome) return fail(outcome.error());
  Step step;
  step.words = outcome->err;
  if (outcome->succeeded()) return step;
  step.errors = limit_errors(*outcome);
  if (step.errors.empty()) step.errors = link_errors(outcome->err, job.context);
  return step;
}

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
    links.push_back(
        std::async(std::launch::async, [&, flavour] { return link_program(shop, job, *objects, flavour); }));
  for (std::size_t i = 0; i < links.size(); ++i) {
    auto step = links[i].get();
    if (!step) return fail(step.error());
    // What does not link in one way does not in the other: once is enough.
    if (build.errors.empty() && take_over(build, *step))
      build.programs.push_back({flavours[i], shop.workspace().build() / name_of_program(flavours[i])});
  }
  return {};
}

/// What the preprocessor makes of a unit; empty when it cannot (the compile will say why) or when it is too much.
Result<std::string> preprocessed(const Workshop& shop, const Unit& unit) {
  constexpr std::uintmax_t most = 64U << 20;
  const char* const name = "preprocessed.ii";
  const Toolchain& toolchain = shop.means().toolchain;
  std::vector<std::string> argv = {unit.is_c ? toolchain.c_compiler : toolchain.compiler};
  for (const auto* flags : {&unit.flags, &unit.paths})
    argv.insert(argv.end(), flags->begin(), flags->end());
  argv.insert(argv.end(), {"-E", unit.source, "-o", shop.build(name)});
  clear_the_way(shop, name);
  auto outcome = shop.run(argv);
  if (!outcome) return fail(outcome.error());
  std::error_code error;
  const fs::path file = shop.workspace().build() / name;
  if (!outcome->succeeded() || fs::file_size(file, error) > most || error) return std::string();
  return content_of(file);
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

/// What the driver includes instead of the submission: the submission, and then nothing of its macros, so that a driver
/// says what it says.
void write_wrapper(const Workshop& shop, const std::string& file, const LexedFile& submission) {
  std::set<std::string> names;
  for (const Directive& directive : submission.directives) {
    const auto end = std::find_if_not(directive.rest.begin(), directive.rest.end(), [](unsigned char c) {
      return std::isalnum(c) != 0 || c == '_' || c == '$' || c >= 0x80;
    });
    if (directive.name != "define" || end == directive.rest.begin()) continue;
    // _GNU_SOURCE and the like ask something of the system's headers, which the driver goes on to include.
    if (const std::string name(directive.rest.begin(), end); !(name.starts_with('_') && name.ends_with("_SOURCE")))
      names.insert(name);
  }
  const fs::path folder = shop.workspace().build() / "wrapped";
  std::error_code error;
  fs::create_directories(folder, error);
  fs::permissions(folder, fs::perms(0755), error);
  std::ofstream out(folder / file, std::ios::binary);
  out << "#include \"" << shop.source() << "/" << file << "\"\n";
  for (const std::string& name : names)
    out << "#undef " << name << "\n";
}

/// The driver, and beside it the check that the submission includes what it needs: the driver's text up to the
/// submission.
Result<std::vector<Unit>> component_units(const Workshop& shop, const Lesson& lesson, const Submission& submission) {
  const fs::path driver = shop.workspace().root() / "lesson" / lesson.driver;
  const std::string text = content_of(driver);
  const std::string& file = submission.files.front().path;
  const LexedFile lexed = lex(text);
  const auto include = std::find_if(lexed.directives.begin(), lexed.directives.end(), [&](const Directive& directive) {
    return directive.name == "include" && directive.rest == "\"" + file + "\"";
  });
  if (include == lexed.directives.end())
    return fail(
        input_error("The driver of " + lesson.id + ", " + driver.string() + ", does not include \"" + file + "\"."));
  std::string head;
  std::size_t end = 0;
  for (int line = 0; line < include->line && end != std::string::npos; ++line)
    end = text.find('\n', end == 0 && line == 0 ? 0 : end + 1);
  head = text.substr(0, end) + "\n";
  std::ofstream(shop.workspace().build() / "head.cpp", std::ios::binary) << head;

  write_wrapper(shop, file, lex(submission.files.front().content));

  Unit check;
  check.source = shop.build("head.cpp");
  check.headers = leading_includes(lex(head));
  add_includes(check.headers, leading_includes(lex(submission.files.front().content)));
  Unit whole = check;
  whole.source = shop.lesson(lesson.driver);
  whole.object = "driver.o";
  add_includes(whole.headers, leading_includes_after(lexed, file));
  for (Unit* unit : {&check, &whole}) {
    unit->paths = naming_flags(shop);
    unit->paths.insert(unit->paths.end(),
                       {"-iquote", shop.build("wrapped"), "-iquote", shop.source(), "-I",
                        shop.inside(shop.means().runtime.include / "harness" / "testing") + "/../.."});
  }
  return std::vector<Unit>{check, whole};
}

std::vector<Unit> program_units(const Workshop& shop, const std::vector<std::string>& sources) {
  std::vector<Unit> units;
  for (const std::string& source : sources) {
    Unit unit;
    // A name that looks like an option, or like a file of options, is none.
    unit.source = source.starts_with("-") || source.starts_with("@") ? "./" + source : source;
    unit.object = std::to_string(units.size()) + ".o";
    unit.is_c = is_c_source(source);
    unit.headers = leading_includes(lex(content_of(shop.workspace().source() / source)));
    unit.paths = naming_flags(shop);
    units.push_back(std::move(unit));
  }
  return units;
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
  job.context.lesson_text = content_of(lesson.folder / "README.md");
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
      job.context.files.push_back(
          {fs::relative(entry.path(), request.workspace.source(), error).string(), content_of(entry.path())});
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
