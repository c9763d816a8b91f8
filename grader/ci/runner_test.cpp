// Tests of finding out where `ci` runs, from the variables that services document.
#include "grader/ci/runner.hpp"

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <string>

#include <gtest/gtest.h>
#include <unistd.h>

namespace threadmark::ci {
namespace {

const std::string commit(40, 'a');
const std::string zeros(40, '0');

/// An event's file, gone afterwards.
class EventFile {
 public:
  explicit EventFile(const std::string& text)
      : path_(std::filesystem::temp_directory_path() / ("threadmark-event-" + std::to_string(::getpid()) + ".json")) {
    std::ofstream(path_) << text;
  }
  ~EventFile() { std::filesystem::remove(path_); }
  std::string path() const { return path_.string(); }

 private:
  std::filesystem::path path_;
};

TEST(Runner, IsAPlainShellWithoutAService) {
  const auto runner = find_runner({{"PATH", "/usr/bin"}});
  ASSERT_TRUE(runner);
  EXPECT_EQ(runner->place, Place::shell);
  EXPECT_TRUE(runner->summary_file.empty());
}

TEST(Runner, ReadsAPullRequestOfGithub) {
  const EventFile event(R"({"pull_request": {"base": {"sha": "b1"}, "head": {"sha": "h1"}}})");
  const auto runner = find_runner({{"GITHUB_ACTIONS", "true"},
                                   {"GITHUB_EVENT_NAME", "pull_request"},
                                   {"GITHUB_EVENT_PATH", event.path()},
                                   {"GITHUB_SHA", "m1"},
                                   {"GITHUB_STEP_SUMMARY", "/s"},
                                   {"GITHUB_OUTPUT", "/o"}});
  ASSERT_TRUE(runner);
  EXPECT_EQ(runner->change.occasion, Occasion::proposal);
  EXPECT_EQ(runner->change.base, "b1");
  EXPECT_EQ(runner->change.proposed, "h1");
  EXPECT_EQ(runner->change.merge_commit, "m1");
  EXPECT_EQ(runner->summary_file, "/s");
}

TEST(Runner, TakesZerosForNoCommit) {
  const EventFile event(R"({"before": ")" + zeros + R"(", "repository": {"default_branch": "main"}})");
  const auto runner = find_runner({{"GITHUB_ACTIONS", "true"},
                                   {"GITHUB_EVENT_NAME", "push"},
                                   {"GITHUB_EVENT_PATH", event.path()},
                                   {"GITHUB_REF", "refs/heads/main"}});
  ASSERT_TRUE(runner);
  EXPECT_EQ(runner->change.occasion, Occasion::push);
  EXPECT_EQ(runner->change.base, "");
  EXPECT_TRUE(runner->change.on_default_branch);
}

TEST(Runner, RefusesTheEventThatGivesSecretsToStrangers) {
  const auto runner = find_runner({{"GITHUB_ACTIONS", "true"}, {"GITHUB_EVENT_NAME", "pull_request_target"}});
  ASSERT_FALSE(runner);
  EXPECT_EQ(runner.error().kind, ErrorKind::input);
}

TEST(Runner, SaysThatAnEventsFileIsMissing) {
  const auto runner = find_runner(
      {{"GITHUB_ACTIONS", "true"}, {"GITHUB_EVENT_NAME", "push"}, {"GITHUB_EVENT_PATH", "/nonexistent/event.json"}});
  ASSERT_FALSE(runner);
  EXPECT_EQ(runner.error().kind, ErrorKind::environment);
}

TEST(Runner, ReadsAMergeRequestOfGitlab) {
  const auto runner = find_runner({{"GITLAB_CI", "true"},
                                   {"CI_PIPELINE_SOURCE", "merge_request_event"},
                                   {"CI_MERGE_REQUEST_DIFF_BASE_SHA", commit},
                                   {"CI_MERGE_REQUEST_TARGET_BRANCH_SHA", ""},
                                   {"CI_PROJECT_DIR", "/builds/x"}});
  ASSERT_TRUE(runner);
  EXPECT_EQ(runner->place, Place::gitlab);
  EXPECT_EQ(runner->change.base, commit);
  EXPECT_EQ(runner->folder, "/builds/x");
}

TEST(Runner, ReadsAChangeOfJenkins) {
  const auto runner = find_runner({{"JENKINS_URL", "http://j/"}, {"CHANGE_TARGET", "main"}, {"WORKSPACE", "/w"}});
  ASSERT_TRUE(runner);
  EXPECT_EQ(runner->place, Place::jenkins);
  EXPECT_EQ(runner->change.occasion, Occasion::proposal);
  EXPECT_EQ(runner->change.base, "refs/remotes/origin/main");
}

}  // namespace
}  // namespace threadmark::ci
