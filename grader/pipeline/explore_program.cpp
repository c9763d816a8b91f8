// Exploring a program without a lesson: what its detectors report is what is found.
#include "grader/pipeline/explore_program.hpp"

#include <algorithm>
#include <fstream>
#include <map>
#include <tuple>
#include <utility>

#include "grader/base/sha256.hpp"
#include "grader/check/checks.hpp"
#include "grader/intake/intake.hpp"
#include "grader/observe/interleaving.hpp"
#include "grader/pipeline/included_files.hpp"
#include "grader/run/explorer.hpp"
#include "grader/run/shrink.hpp"

namespace threadmark::pipeline {
namespace {

namespace fs = std::filesystem;

// A finding as the explored run has it, before it has a place: enough to tell it from others and to run it again.
struct Sighting {
  Finding finding;
  std::string choices;
  TimeMode time = TimeMode::exact;
};

bool ends_search(const Finding& finding, Until until) {
  if (until == Until::budget) return false;
  if (until == Until::any) return true;
  // These may stand beside a failure that other schedules show.
  return finding.severity == Severity::error && finding.kind != FindingKind::data_race &&
         finding.kind != FindingKind::lock_order && finding.kind != FindingKind::leak;
}

// Keeps the first sighting of each finding, and stops when the caller's question is answered.
class FindingSink final : public run::RunSink {
 public:
  explicit FindingSink(Until until) : until_(until) {}

  bool take(const Run& run) override {
    bool go_on = true;
    for (const Finding& finding : run.findings) {
      if (seen_.emplace(std::tuple(finding.kind, finding.message.id, finding.identity), true).second)
        sightings_.push_back({finding, run.choices, run.time});
      if (ends_search(finding, until_)) go_on = false;
    }
    return go_on;
  }

  std::vector<Sighting>& sightings() { return sightings_; }

 private:
  Until until_;
  std::map<std::tuple<FindingKind, std::string, std::uint64_t>, bool> seen_;
  std::vector<Sighting> sightings_;
};

Result<std::string> copy_sources(const ExploreRequest& request, const Workspace& workspace,
                                 std::vector<std::string>& names) {
  const auto files = with_included_files(request.sources);
  if (!files) return fail(files.error());
  std::string all;
  for (const PlacedFile& file : *files) {
    const fs::path place = workspace.source() / file.name;
    fs::create_directories(place.parent_path());
    std::ofstream(place, std::ios::binary) << file.text;
    if (names.size() < request.sources.size()) names.push_back(file.name);
    all += file.name + '\0' + file.text + '\0';
  }
  return sha256(all);
}

Result<Finding> explained(run::Explorer& explorer, observe::Interleavings& interleavings, const Sighting& sighting,
                          long steps, ReplayToken token) {
  const auto same = [&](const Finding& other) {
    return other.kind == sighting.finding.kind && other.message.id == sighting.finding.message.id &&
           other.identity == sighting.finding.identity;
  };
  run::Replay replay{
      .unit = "main", .choices = sighting.choices, .time = sighting.time, .full_detail = false, .steps = steps};
  const auto shows = [&](const Run& run) { return std::any_of(run.findings.begin(), run.findings.end(), same); };
  auto choices = run::shrink(explorer, replay, shows);
  if (!choices) return fail(choices.error());
  replay.choices = *choices;
  replay.full_detail = true;
  auto run = explorer.replay(replay);
  if (!run) return fail(run.error());
  auto interleaving = interleavings.read(*std::move(run));
  if (!interleaving) return fail(interleaving.error());
  const auto& findings = interleaving->run.findings;
  const auto found = std::find_if(findings.begin(), findings.end(), same);
  if (found == findings.end()) return fail(internal_error("the replay of a schedule does not show its finding"));
  Finding finding = *found;
  finding.first_schedule = sighting.finding.first_schedule;
  token.time = sighting.time;
  token.choices = *choices;
  finding.replay = print_token(token);
  finding.schedule = observe::shorten(*interleaving, finding);
  return finding;
}

// A lock order that did lock up is that deadlock, not a warning besides.
void drop_what_came_true(std::vector<Finding>& findings) {
  std::erase_if(findings, [&](const Finding& warning) {
    return warning.kind == FindingKind::lock_order &&
           std::any_of(findings.begin(), findings.end(), [&](const Finding& other) {
             return other.kind == FindingKind::deadlock && check::came_true(warning, other);
           });
  });
}

/// The compiled sources and their fork server, ready to run.
struct Ready {
  Workspace workspace;
  std::vector<std::string> names;
  std::string source_hash;
  fs::path program;
  Case run_case;
  std::vector<Finding> build_errors;
  std::unique_ptr<run::Explorer> explorer;  ///< null when the sources do not compile
};

Result<Ready> make_ready(const compile::Means& means, const ExploreRequest& request) {
  auto workspace = intake::make_workspace(request.scratch);
  if (!workspace) return fail(workspace.error());
  Ready ready{.workspace = *std::move(workspace)};
  auto source_hash = copy_sources(request, ready.workspace, ready.names);
  if (!source_hash) return fail(source_hash.error());
  ready.source_hash = *std::move(source_hash);
  auto build =
      compile::compile_sources(means, {.sources = ready.names, .flags = request.flags, .workspace = ready.workspace});
  if (!build) return fail(build.error());
  ready.build_errors = std::move(build->errors);
  if (!ready.build_errors.empty()) return ready;
  ready.run_case = {.id = "default", .args = request.arguments, .stdin_text = "", .env = {}, .files = {}, .vars = {}};
  ready.program = build->find(ProgramFlavour::explore)->path;
  auto explorer = run::start_explorer({.sandbox = means.sandbox,
                                       .program = ready.program,
                                       .build = ready.workspace.build(),
                                       .run_case = ready.run_case,
                                       .limits = {},
                                       .observed_files = {}});
  if (!explorer) return fail(explorer.error());
  ready.explorer = *std::move(explorer);
  return ready;
}

}  // namespace

Result<Explored> explore_program(const compile::Means& means, const ExploreRequest& request) {
  auto ready = make_ready(means, request);
  if (!ready) return fail(ready.error());
  Explored explored;
  if (ready->explorer == nullptr) {
    explored.build_errors = std::move(ready->build_errors);
    return explored;
  }
  FindingSink sink(request.until);
  const auto summary = ready->explorer->explore({.unit = "main",
                                                 .schedules = request.schedules,
                                                 .steps = request.steps,
                                                 .seed = request.seed,
                                                 .strategy = request.strategy},
                                                sink);
  if (!summary) return fail(summary.error());
  explored.report = {.program = ready->names.front(),
                     .strategy = request.strategy,
                     .seed = request.seed,
                     .schedules = summary->schedules,
                     .exhaustive = summary->exhaustive,
                     .bounds = summary->bounds,
                     .seconds = summary->seconds,
                     .findings = {}};
  if (sink.sightings().empty()) return explored;
  auto interleavings = observe::Interleavings::open(ready->program, ready->names);
  if (!interleavings) return fail(interleavings.error());
  const ReplayToken token{.lesson = "",
                          .case_id = "default",
                          .unit = "main",
                          .time = TimeMode::exact,
                          .source_hash = short_hash(ready->source_hash),
                          .lesson_hash = "",
                          .toolchain_hash = short_hash(means.toolchain.id),
                          .version = THREADMARK_VERSION,
                          .choices = ""};
  for (const Sighting& sighting : sink.sightings()) {
    auto finding = explained(*ready->explorer, **interleavings, sighting, request.steps, token);
    if (!finding) return fail(finding.error());
    explored.report.findings.push_back(*std::move(finding));
  }
  drop_what_came_true(explored.report.findings);
  return explored;
}

Result<ReplayedProgram> replay_program(const compile::Means& means, const ExploreRequest& request,
                                       const ReplayToken& token, const WhileProgramIsThere& and_then) {
  auto ready = make_ready(means, request);
  if (!ready) return fail(ready.error());
  ReplayedProgram replayed;
  if (token.source_hash != short_hash(ready->source_hash)) replayed.notes.push_back({"report.replay.edited", {}});
  if (token.toolchain_hash != short_hash(means.toolchain.id))
    replayed.notes.push_back({"report.replay.other-toolchain", {{"toolchain", means.toolchain.id}}});
  if (ready->explorer == nullptr) {
    replayed.explored.build_errors = std::move(ready->build_errors);
    return replayed;
  }
  const run::Replay schedule{
      .unit = token.unit, .choices = token.choices, .time = token.time, .full_detail = true, .steps = request.steps};
  auto run = ready->explorer->replay(schedule);
  if (!run) return fail(run.error());
  auto interleavings = observe::Interleavings::open(ready->program, ready->names);
  if (!interleavings) return fail(interleavings.error());
  auto interleaving = (*interleavings)->read(*std::move(run));
  if (!interleaving) return fail(interleaving.error());
  replayed.explored.report = {.program = ready->names.front(),
                              .strategy = "replay",
                              .seed = request.seed,
                              .schedules = 1,
                              .exhaustive = false,
                              .bounds = {},
                              .seconds = 0,
                              .findings = {}};
  for (Finding finding : interleaving->run.findings) {
    finding.first_schedule = 1;
    finding.replay = print_token(token);
    finding.schedule = observe::shorten(*interleaving, finding, 200);
    replayed.explored.report.findings.push_back(std::move(finding));
  }
  if (!and_then) return replayed;
  const std::vector<Finding>& findings = replayed.explored.report.findings;
  const run::Debuggee debuggee{.workspace = ready->workspace,
                               .program = ready->program,
                               .run_case = ready->run_case,
                               .replay = schedule,
                               .step = findings.empty() ? 0 : findings.front().step,
                               .files = ready->names};
  if (const auto done = and_then(replayed, debuggee); !done) return fail(done.error());
  return replayed;
}

}  // namespace threadmark::pipeline
