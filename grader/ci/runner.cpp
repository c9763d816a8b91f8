// One reader a service, after the variables that it documents.
#include "grader/ci/runner.hpp"

#include <algorithm>
#include <array>
#include <fstream>
#include <iterator>

#include "grader/formats/json/json.hpp"

namespace threadmark::ci {
namespace {

namespace fs = std::filesystem;

/// What services write where there is no commit: an id of zeros.
std::string told(std::string commit) {
  const bool zeros = std::all_of(commit.begin(), commit.end(), [](char c) { return c == '0'; });
  return zeros ? std::string() : commit;
}

/// The text at a path of keys, or nothing.
std::string text_at(const json::Value& value, std::initializer_list<std::string_view> keys) {
  const json::Value* at = &value;
  for (const std::string_view key : keys)
    if (at != nullptr) at = at->find(key);
  return at == nullptr ? std::string() : at->text();
}

Result<json::Value> read_event(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  if (!in) return fail(environment_error("The event's file " + path + " (GITHUB_EVENT_PATH) cannot be read."));
  const std::string text{std::istreambuf_iterator<char>(in), {}};
  auto event = json::read(text);
  if (!event) return fail(environment_error("The event's file " + path + " is no JSON: " + event.error().message));
  return event;
}

Result<void> read_github(const Environment& environment, Runner& runner) {
  runner.folder = value_of(environment, "GITHUB_WORKSPACE");
  runner.summary_file = value_of(environment, "GITHUB_STEP_SUMMARY");
  runner.output_file = value_of(environment, "GITHUB_OUTPUT");
  runner.scratch = value_of(environment, "RUNNER_TEMP");
  const std::string name = value_of(environment, "GITHUB_EVENT_NAME");
  if (name == "pull_request_target")
    return fail(
        input_error("`ci` does not grade under `pull_request_target`: that event gives the repository's secrets "
                    "and a token that may write to a job that handles a stranger's code. Use `pull_request`."));
  AskedChange& change = runner.change;
  if (name != "pull_request" && name != "merge_group" && name != "push") return {};
  const auto event = read_event(value_of(environment, "GITHUB_EVENT_PATH"));
  if (!event) return fail(event.error());
  if (name == "pull_request") {
    change.occasion = Occasion::proposal;
    change.base = told(text_at(*event, {"pull_request", "base", "sha"}));
    change.proposed = text_at(*event, {"pull_request", "head", "sha"});
    change.merge_commit = value_of(environment, "GITHUB_SHA");
  } else if (name == "merge_group") {
    change.occasion = Occasion::proposal;
    change.base = told(text_at(*event, {"merge_group", "base_sha"}));
  } else {
    change.occasion = Occasion::push;
    change.base = told(text_at(*event, {"before"}));
    change.default_branch = text_at(*event, {"repository", "default_branch"});
    change.on_default_branch = value_of(environment, "GITHUB_REF") == "refs/heads/" + change.default_branch;
  }
  return {};
}

Result<void> read_gitlab(const Environment& environment, Runner& runner) {
  runner.folder = value_of(environment, "CI_PROJECT_DIR");
  AskedChange& change = runner.change;
  const std::string source = value_of(environment, "CI_PIPELINE_SOURCE");
  change.default_branch = value_of(environment, "CI_DEFAULT_BRANCH");
  if (source == "merge_request_event") {
    change.occasion = Occasion::proposal;
    // The target's tip is told only where the pipeline runs on the merged result; else the merge base is.
    change.base = told(value_of(environment, "CI_MERGE_REQUEST_TARGET_BRANCH_SHA"));
    if (change.base.empty()) change.base = told(value_of(environment, "CI_MERGE_REQUEST_DIFF_BASE_SHA"));
  } else if (source == "push") {
    change.occasion = Occasion::push;
    change.base = told(value_of(environment, "CI_COMMIT_BEFORE_SHA"));
    change.on_default_branch = value_of(environment, "CI_COMMIT_BRANCH") == change.default_branch;
  }
  return {};
}

Result<void> read_jenkins(const Environment& environment, Runner& runner) {
  runner.folder = value_of(environment, "WORKSPACE");
  AskedChange& change = runner.change;
  if (const std::string target = value_of(environment, "CHANGE_TARGET"); !target.empty()) {
    change.occasion = Occasion::proposal;
    change.base = "refs/remotes/origin/" + target;
  } else {
    change.occasion = Occasion::push;
    change.base = value_of(environment, "GIT_PREVIOUS_SUCCESSFUL_COMMIT");
    if (change.base.empty()) change.base = value_of(environment, "GIT_PREVIOUS_COMMIT");
  }
  return {};
}

Result<void> read_shell(const Environment&, Runner& runner) {
  runner.change.occasion = Occasion::proposal;
  return {};
}

/// A service: the variable by which it is known, with its value where that matters, and how its words are read.
struct Service {
  Place place;
  std::string_view name;
  const char* variable;
  std::string_view value;
  Result<void> (*read)(const Environment& environment, Runner& runner);
};

/// In the order of Place; the last one is always there.
constexpr std::array<Service, 4> services = {{
    {Place::github, "GitHub Actions", "GITHUB_ACTIONS", "true", read_github},
    {Place::gitlab, "GitLab CI", "GITLAB_CI", "true", read_gitlab},
    {Place::jenkins, "Jenkins", "JENKINS_URL", "", read_jenkins},
    {Place::shell, "a plain shell", "", "", read_shell},
}};

}  // namespace

std::string_view name_of(Place place) {
  return services[static_cast<std::size_t>(place)].name;
}

Result<Runner> find_runner(const Environment& environment) {
  for (const Service& service : services) {
    const std::string value = value_of(environment, service.variable);
    const bool here = service.value.empty() ? !value.empty() : value == service.value;
    if (!here && service.place != Place::shell) continue;
    Runner runner;
    runner.place = service.place;
    if (const auto read = service.read(environment, runner); !read) return fail(read.error());
    if (runner.folder.empty()) runner.folder = ".";
    return runner;
  }
  return fail(internal_error("no service is the last one"));
}

}  // namespace threadmark::ci
