// Comparing with the right commit, whatever of the history is here.
#include "grader/ci/change.hpp"

#include <algorithm>
#include <array>
#include <optional>

namespace threadmark::ci {
namespace {

/// The commit, fetched where it is not here.
std::optional<std::string> obtain(const Git& git, const std::string& revision) {
  if (revision.empty()) return std::nullopt;
  if (auto here = git.commit(revision)) return here;
  if (!git.fetch(git.is_shallow() ? "--depth=1" : "", {revision})) return std::nullopt;
  return git.commit(revision);
}

/// The merge base, the history deepened in steps where a shallow clone hides it.
std::optional<std::string> common_ancestor(const Git& git, const std::string& base, const std::string& head) {
  if (auto found = git.merge_base(base, head)) return found;
  for (const char* depth : {"--deepen=50", "--deepen=500", "--unshallow"}) {
    if (!git.is_shallow()) return std::nullopt;
    if (!git.fetch(depth, {base, head}) && !git.fetch(depth, {base})) return std::nullopt;
    if (auto found = git.merge_base(base, head)) return found;
  }
  return std::nullopt;
}

void compare_with_nothing(Change& change, const char* remark) {
  change.everything = true;
  change.remarks.push_back({remark, {}});
}

/// GitHub checks out a merge that it made of both branches: its first parent is the base's tip as it was merged. A
/// merge that the proposer made himself must not be taken for it, or he would choose the rules.
std::optional<std::string> base_of_merge(const Git& git, const AskedChange& asked, const std::string& head) {
  if (asked.merge_commit.empty() || head != asked.merge_commit || head == asked.proposed) return std::nullopt;
  const std::vector<std::string> parents = git.parents(head);
  if (parents.size() != 2 || parents[1] != asked.proposed) return std::nullopt;
  return obtain(git, parents[0]);
}

void find_base_of_proposal(const Git& git, const AskedChange& asked, Change& change) {
  if (const auto base = base_of_merge(git, asked, change.head)) {
    change.base = change.rules = *base;
    return;
  }
  const auto tip = obtain(git, asked.base);
  if (!tip) return compare_with_nothing(change, "ci.no-base");
  change.rules = *tip;
  if (const auto ancestor = common_ancestor(git, *tip, change.head)) {
    change.base = *ancestor;
  } else {
    change.base = *tip;
    change.remarks.push_back({"ci.no-ancestor", {}});
  }
}

void find_base_of_push(const Git& git, const AskedChange& asked, Change& change) {
  const std::string main_branch =
      asked.default_branch.empty() ? std::string() : "refs/remotes/origin/" + asked.default_branch;
  const auto trunk = asked.on_default_branch ? std::nullopt : git.commit(main_branch);
  if (const auto before = obtain(git, asked.base)) {
    change.base = change.rules = *before;
  } else if (const auto ancestor = trunk ? git.merge_base(*trunk, change.head) : std::nullopt) {
    change.base = *ancestor;
  } else {
    compare_with_nothing(change, asked.base.empty() ? "ci.first-push" : "ci.no-base");
  }
  if (trunk) change.rules = *trunk;
}

/// What a plain shell compares with when it is not told: the branch that `origin` calls its main one, or the commit
/// before.
std::string likely_base(const Git& git, const std::string& head) {
  for (const char* name : {"refs/remotes/origin/HEAD", "refs/remotes/origin/main", "refs/remotes/origin/master",
                           "refs/heads/main", "refs/heads/master"})
    if (const auto found = git.commit(name); found && *found != head) return *found;
  const std::vector<std::string> parents = git.parents(head);
  return parents.empty() ? std::string() : parents.front();
}

}  // namespace

Result<Change> find_change(const Git& git, const AskedChange& asked) {
  Change change;
  const auto head = git.commit(asked.head);
  if (!head) return fail(input_error("There is no commit " + asked.head + " in this repository."));
  change.head = *head;
  AskedChange complete = asked;
  // Who names no base (a plain shell) guesses; a guess is not guarded.
  const bool guessed = asked.occasion == Occasion::proposal && asked.base.empty();
  if (guessed && asked.merge_commit.empty()) complete.base = likely_base(git, *head);
  if (asked.occasion == Occasion::everything) {
    change.everything = true;
  } else if (asked.occasion == Occasion::push) {
    find_base_of_push(git, complete, change);
  } else if (complete.base.empty() && complete.merge_commit.empty()) {
    compare_with_nothing(change, "ci.first-push");
  } else {
    find_base_of_proposal(git, complete, change);
  }
  change.guarded_rules = asked.occasion == Occasion::proposal && !guessed && !change.rules.empty();
  if (!change.base.empty()) {
    auto files = git.changes(change.base, change.head);
    if (!files) return fail(files.error());
    change.files = *std::move(files);
  }
  return change;
}

}  // namespace threadmark::ci
