// gdb's command line: run along the schedule, stop at its failing step, in the student's frame.
#include "grader/run/debugger.hpp"

#include <fstream>

#include "grader/run/program_start.hpp"

namespace threadmark::run {
namespace {

namespace fs = std::filesystem;

constexpr const char* gdb = "/usr/bin/gdb";

// The runtime raises SIGTRAP from within; the student's line is some frames above.
std::string select_frame(const std::vector<std::string>& files) {
  std::string names;
  for (const std::string& file : files)
    names += "'" + file + "',";
  return "python\n"
         "frame = gdb.newest_frame() if gdb.selected_thread() is not None else None\n"
         "while frame is not None and (frame.find_sal().symtab is None or\n"
         "                             frame.find_sal().symtab.filename.removeprefix('./') not in (" +
         names +
         ")):\n"
         "  frame = frame.older()\n"
         "if frame is not None: frame.select()\n"
         "end\n"
         "frame\n";
}

// The script that gdb reads first. The runtime takes system calls over by SIGSYS; its addresses are its own affair.
std::string script_of(const sandbox::Command& program, const Debuggee& debuggee, const std::string& input) {
  std::string script =
      "set pagination off\nset confirm off\nset disable-randomization off\n"
      "handle SIGSYS nostop noprint pass\nset print thread-events off\nset detach-on-fork off\n"
      "set schedule-multiple on\n";
  for (const std::string& variable : program.environment) {
    const std::size_t sign = variable.find('=');
    script += "set environment " + variable.substr(0, sign) + " " + variable.substr(sign + 1) + "\n";
  }
  script += "set environment THREADMARK_REPLAY " + debuggee.replay.unit + "," +
            (debuggee.replay.time == TimeMode::any ? "any" : "exact") + "," + debuggee.replay.choices + "," +
            (debuggee.step > 0 ? std::to_string(debuggee.step) : "!") + "\n";
  script += "run < " + input + "\n";
  return script + select_frame(debuggee.files);
}

void write_file(const fs::path& path, const std::string& text) {
  std::ofstream(path, std::ios::binary) << text;
}

}  // namespace

Result<int> debug(const sandbox::Sandbox& sandbox, const Debuggee& debuggee) {
  if (!fs::exists(gdb)) return fail(environment_error("gdb is not installed; apt-get install gdb brings it."));
  const fs::path work = debuggee.workspace.root() / "debug";
  std::error_code error;
  fs::create_directories(work, error);
  if (error) return fail(environment_error("Cannot make " + work.string() + ": " + error.message() + "."));
  sandbox::Mounts mounts = program_mounts(debuggee.workspace.build());
  mounts.scratch.clear();
  mounts.mounts.push_back({.host = work, .inside = "/box/run", .writable = true});
  mounts.mounts.push_back({.host = debuggee.workspace.source(), .inside = "/box/source", .writable = false});
  for (const char* part : {"/usr/share/gdb", "/usr/share/gcc"})
    if (fs::exists(part)) mounts.mounts.push_back({.host = part, .inside = part, .writable = false});
  sandbox::Command command = program_command(sandbox, mounts, debuggee.program, debuggee.run_case);
  for (const auto& [name, content] : command.files)
    write_file(work / name, content);
  const fs::path input = debuggee.workspace.source() / ".input";
  write_file(input, command.stdin_text);
  const fs::path script = debuggee.workspace.source() / ".gdb";
  write_file(script, script_of(command, debuggee, sandbox.path_inside(mounts, input)));
  std::vector<std::string> words = {gdb,
                                    "-q",
                                    "-nx",
                                    "-x",
                                    sandbox.path_inside(mounts, script),
                                    "-d",
                                    sandbox.path_inside(mounts, debuggee.workspace.source()),
                                    "--args"};
  command.argv.insert(command.argv.begin(), words.begin(), words.end());
  command.environment = {"LANG=C.UTF-8", "HOME=/tmp", "PATH=/usr/bin:/bin", "TERM=xterm", "SHELL=/bin/sh"};
  return sandbox.run_at_terminal(command, mounts);
}

}  // namespace threadmark::run
