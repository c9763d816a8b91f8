// Calls git as a program, with every way shut by which a repository can make git run something.
#include "grader/ci/git.hpp"

#include <algorithm>
#include <sstream>
#include <string_view>
#include <system_error>

#include <unistd.h>

#include "grader/process/process.hpp"

extern char** environ;  // NOLINT(readability-redundant-declaration)

namespace threadmark::ci {
namespace {

namespace fs = std::filesystem;

/// A listing of more than this is no exercise.
constexpr std::size_t largest_answer = 64 << 20;

std::string find_program(const Environment& environment) {
  std::istringstream folders(value_of(environment, "PATH") + ":/usr/bin:/bin");
  for (std::string folder; std::getline(folders, folder, ':');) {
    // A relative folder of PATH would be the student's.
    if (!folder.starts_with('/')) continue;
    const std::string program = folder + "/git";
    if (::access(program.c_str(), X_OK) == 0) return program;
  }
  return {};
}

std::vector<std::string> environment_of_git(const Environment& environment) {
  std::vector<std::string> all = {"GIT_TERMINAL_PROMPT=0",    "GIT_OPTIONAL_LOCKS=0", "GIT_NO_LAZY_FETCH=1",
                                  "GIT_NO_REPLACE_OBJECTS=1", "GIT_PAGER=cat",        "LC_ALL=C"};
  for (const char* name : {"PATH", "HOME", "XDG_CONFIG_HOME", "SSH_AUTH_SOCK", "http_proxy", "https_proxy", "no_proxy",
                           "GIT_SSL_CAINFO", "SSL_CERT_FILE"})
    if (const auto found = environment.find(name); found != environment.end())
      all.push_back(found->first + "=" + found->second);
  return all;
}

/// The pieces of a text that end with NUL.
std::vector<std::string> pieces(const std::string& text) {
  std::vector<std::string> all;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find('\0', at), text.size());
    all.push_back(text.substr(at, end - at));
    at = end + 1;
  }
  return all;
}

std::string trimmed(std::string text) {
  text.erase(text.find_last_not_of(" \r\n") + 1);
  return text;
}

bool is_id(std::string_view text) {
  return (text.size() == 40 || text.size() == 64) &&
         std::all_of(text.begin(), text.end(), [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); });
}

/// "<mode> SP <type> SP <id> [SP+ <size>] TAB <name>".
std::optional<TreeEntry> parse_entry(const std::string& line) {
  const std::size_t tab = line.find('\t');
  if (tab == std::string::npos) return std::nullopt;
  std::istringstream front(line.substr(0, tab));
  TreeEntry entry;
  std::string type;
  std::string size;
  front >> entry.mode >> type >> entry.id >> size;
  if (!is_id(entry.id)) return std::nullopt;
  if (!size.empty() && size != "-") entry.size = std::stol(size);
  entry.name = line.substr(tab + 1);
  return entry;
}

}  // namespace

Environment own_environment() {
  Environment all;
  for (char** one = environ; *one != nullptr; ++one) {
    const std::string_view text = *one;
    const std::size_t equals = text.find('=');
    if (equals != std::string_view::npos) all[std::string(text.substr(0, equals))] = text.substr(equals + 1);
  }
  return all;
}

Result<Git::Answer> Git::run(const std::vector<std::string>& arguments, double seconds) const {
  process::Command command;
  command.argv = {program_,
                  "--no-pager",
                  "--no-replace-objects",
                  "--literal-pathspecs",
                  "-c",
                  "core.fsmonitor=false",
                  "-c",
                  "core.hooksPath=/dev/null",
                  "-c",
                  "protocol.ext.allow=never",
                  "-c",
                  "core.attributesFile=/dev/null",
                  "-c",
                  "maintenance.auto=false",
                  "-c",
                  "gc.auto=0"};
  command.argv.insert(command.argv.end(), arguments.begin(), arguments.end());
  command.environment = environment_;
  command.folder = top_;
  process::Bounds bounds;
  bounds.wall_s = seconds;
  bounds.stdout_bytes = largest_answer;
  auto outcome = process::run(command, bounds);
  if (!outcome) return fail(outcome.error());
  return Answer{outcome->succeeded(), outcome->out_truncated || outcome->stopped == process::Stopped::output,
                std::move(outcome->out), std::move(outcome->err)};
}

Result<std::string> Git::output(const std::vector<std::string>& arguments) const {
  auto answer = run(arguments);
  if (!answer) return fail(answer.error());
  if (answer->cut)
    return fail(input_error("This repository is too large to be looked through: `git " + arguments.front() +
                            "` lists more than 64 MiB."));
  if (!answer->good) return fail(environment_error("`git " + arguments.front() + "` failed: " + trimmed(answer->err)));
  return std::move(answer->out);
}

Result<Git> Git::open(const fs::path& folder, const Environment& environment, Fetching fetching) {
  Git git;
  git.program_ = find_program(environment);
  if (git.program_.empty())
    return fail(environment_error("git is not installed, and `ci` reads the repository with it."));
  git.environment_ = environment_of_git(environment);
  git.fetching_ = fetching;
  std::error_code error;
  git.top_ = fs::canonical(folder.empty() ? fs::path(".") : folder, error);
  if (error) return fail(input_error("There is no folder " + folder.string() + "."));
  if (fetching == Fetching::no) {
    // Also the fetch that an older git begins by itself where a partial clone lacks something.
    git.environment_.emplace_back("GIT_ALLOW_PROTOCOL=none");
  } else {
    // In a container the clone may belong to another user; that it is the service's own was known before we looked.
    git.environment_.insert(git.environment_.end(),
                            {"GIT_CONFIG_COUNT=1", "GIT_CONFIG_KEY_0=safe.directory", "GIT_CONFIG_VALUE_0=*"});
  }
  const auto top = git.run({"rev-parse", "--show-toplevel"});
  if (!top) return fail(top.error());
  if (top->good) {
    git.top_ = trimmed(top->out);
  } else if (const auto bare = git.run({"rev-parse", "--git-dir"}); !bare || !bare->good) {
    return fail(input_error(git.top_.string() + " is no git repository, or git refuses it: " + trimmed(top->err)));
  }
  return git;
}

std::optional<std::string> Git::commit(const std::string& revision) const {
  if (revision.empty()) return std::nullopt;
  // An id is not enough: in a shallow clone git knows some that it does not have.
  const auto answer = run({"rev-parse", "--verify", "--quiet", "--end-of-options", revision + "^{commit}"});
  if (!answer || !answer->good) return std::nullopt;
  std::string id = trimmed(answer->out);
  const auto there = run({"cat-file", "-e", id});
  return there && there->good ? std::optional(id) : std::nullopt;
}

std::vector<std::string> Git::parents(const std::string& commit) const {
  std::vector<std::string> all;
  const auto answer = run({"cat-file", "commit", commit});
  if (!answer || !answer->good) return all;
  std::istringstream lines(answer->out);
  for (std::string line; std::getline(lines, line) && !line.empty();)
    if (line.starts_with("parent ") && is_id(line.substr(7))) all.push_back(line.substr(7));
  return all;
}

std::optional<std::string> Git::merge_base(const std::string& one, const std::string& other) const {
  const auto answer = run({"merge-base", one, other});
  if (!answer || !answer->good) return std::nullopt;
  return trimmed(answer->out);
}

bool Git::is_shallow() const {
  const auto answer = run({"rev-parse", "--is-shallow-repository"});
  return answer && answer->good && trimmed(answer->out) == "true";
}

bool Git::fetch(const std::string& depth, const std::vector<std::string>& wanted) const {
  if (fetching_ == Fetching::no) return false;
  std::vector<std::string> arguments = {"fetch", "--quiet", "--no-tags", "--no-recurse-submodules", "--no-auto-gc"};
  if (!depth.empty()) arguments.push_back(depth);
  arguments.insert(arguments.end(), {"--end-of-options", "origin"});
  arguments.insert(arguments.end(), wanted.begin(), wanted.end());
  const auto answer = run(arguments, 120);
  return answer && answer->good;
}

Result<std::vector<ChangedFile>> Git::changes(const std::string& from, const std::string& to) const {
  const auto text = output({"diff-tree", "-r", "-z", "-M", "-l1000", "--no-commit-id", "--name-status", "--no-ext-diff",
                            "--no-textconv", from, to});
  if (!text) return fail(text.error());
  std::vector<ChangedFile> all;
  const std::vector<std::string> fields = pieces(*text);
  for (std::size_t i = 0; i + 1 < fields.size(); ++i) {
    ChangedFile file;
    file.status = fields[i].empty() ? '?' : fields[i].front();
    file.path = fields[++i];
    if ((file.status == 'R' || file.status == 'C') && i + 1 < fields.size()) {
      file.old_path = file.path;
      file.path = fields[++i];
    }
    all.push_back(std::move(file));
  }
  return all;
}

Result<std::map<std::string, std::string>> Git::folders(const std::string& commit) const {
  const auto text = output({"ls-tree", "-r", "-d", "-z", "--full-tree", commit});
  if (!text) return fail(text.error());
  std::map<std::string, std::string> all;
  for (const std::string& line : pieces(*text))
    if (const auto entry = parse_entry(line); entry && entry->is_folder()) all[entry->name] = entry->id;
  all[""] = commit;
  return all;
}

Result<std::vector<TreeEntry>> Git::entries(const std::string& tree) const {
  const auto text = output({"ls-tree", "-z", "-l", "--full-tree", tree});
  if (!text) return fail(text.error());
  std::vector<TreeEntry> all;
  for (const std::string& line : pieces(*text))
    if (auto entry = parse_entry(line)) all.push_back(*std::move(entry));
  return all;
}

Result<std::string> Git::blob(const TreeEntry& entry) const {
  return output({"cat-file", "blob", entry.id});
}

}  // namespace threadmark::ci
