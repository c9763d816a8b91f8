// The mounts, limits and paths of a compile.
#include "grader/compile/workshop.hpp"

#include <cmath>
#include <utility>

namespace threadmark::compile {
namespace {

namespace fs = std::filesystem;

void replace_all(std::string& text, const std::string& what, const std::string& with) {
  for (std::size_t at = text.find(what); at != std::string::npos; at = text.find(what, at + with.size()))
    text.replace(at, what.size(), with);
}

/// True when the wall clock ended it although it was running: no fault of the submission. One that got next to nothing
/// of the processor waits for something that the submission includes.
bool starved(const sandbox::Outcome& outcome) {
  constexpr double waiting_share = 0.005;
  return outcome.stopped == process::Stopped::wall && outcome.cpu_s > outcome.wall_s * waiting_share;
}

/// A toolchain outside /usr/bin brings the folder above its `bin` with it.
fs::path own_folder_of(const std::string& compiler) {
  std::error_code error;
  const fs::path real = fs::canonical(compiler, error);
  const fs::path folder = real.parent_path().parent_path();
  const std::string text = folder.string();
  const bool shown_anyway = text == "/usr" || text.starts_with("/usr/lib");
  return error || shown_anyway || folder == "/" ? fs::path() : folder;
}

}  // namespace

Workshop::Workshop(const Means& means, const Workspace& workspace, const Limits& limits)
    : means_(means), workspace_(workspace) {
  show(workspace.source(), "/box/source");
  mounts_.mounts.push_back({workspace.build(), "/box/build", true});
  if (fs::exists(workspace.root() / "lesson")) show(workspace.root() / "lesson", "/box/lesson");
  if (!means.runtime.include.empty() && fs::exists(means.runtime.include / "harness" / "testing"))
    show(means.runtime.include / "harness" / "testing", "/box/include/harness/testing");
  for (const auto& [file, name] :
       {std::pair{means.runtime.runtime, "rt.a"}, std::pair{means.runtime.testing, "testing.a"},
        std::pair{means.runtime.testing_plain, "testing_plain.a"}})
    if (!file.empty() && fs::exists(file)) show(file, std::string("/box/runtime/") + name);
  if (const fs::path folder = own_folder_of(means.toolchain.compiler); !folder.empty()) show(folder, folder.string());
  limits_.cpu_s = limits.compile_cpu_s;
  limits_.wall_s = limits.compile_cpu_s * 10;  // a last resort: the CPU time decides
  limits_.memory_mb = limits.compile_memory_mb;
  limits_.processes = 64;
  limits_.output_bytes = 256 * 1024;
  limits_.file_kb = 256 * 1024;
  limits_.stack_kb = 64 * 1024;
}

void Workshop::show(const fs::path& host, const std::string& inside) {
  mounts_.mounts.push_back({host, inside, false});
}

std::string Workshop::without_our_paths(std::string text) const {
  replace_all(text, source() + "/", "");
  if (!mounts_.mounts.empty()) replace_all(text, lesson(""), "");
  replace_all(text, build(""), "");
  replace_all(text, "\x1b", "");
  return text;
}

Result<sandbox::Outcome> Workshop::run(const std::vector<std::string>& argv) const {
  sandbox::Command command;
  command.argv = argv;
  command.folder = source();
  command.environment = {"PATH=/usr/bin:/bin", "LC_ALL=C.UTF-8", "TMPDIR=/tmp", "SOURCE_DATE_EPOCH=0"};
  auto outcome = means_.sandbox.run(command, mounts_, limits_);
  if (outcome && starved(*outcome))
    return fail(environment_error("This machine is too busy: compiling was given up after " +
                                  std::to_string(std::lround(outcome->wall_s)) +
                                  " s, of which the compiler could run " + std::to_string(std::lround(outcome->cpu_s)) +
                                  " s. Try again when less is going on."));
  if (outcome) outcome->err = without_our_paths(std::move(outcome->err));
  return outcome;
}

}  // namespace threadmark::compile
