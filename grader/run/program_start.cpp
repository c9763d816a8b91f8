// The folders, the environment and the command of a program in the sandbox.
#include "grader/run/program_start.hpp"

namespace threadmark::run {
namespace {

constexpr const char* build_folder = "/box/build";
constexpr const char* working_folder = "/box/run";

}  // namespace

sandbox::Mounts program_mounts(const std::filesystem::path& build) {
  return {.mounts = {{.host = build, .inside = build_folder, .writable = false}}, .scratch = {working_folder}};
}

sandbox::Command program_command(const sandbox::Sandbox& sandbox, const sandbox::Mounts& mounts,
                                 const std::filesystem::path& program, const Case& run_case) {
  sandbox::Command command;
  command.argv.push_back(sandbox.path_inside(mounts, program));
  command.argv.insert(command.argv.end(), run_case.args.begin(), run_case.args.end());
  command.environment = {"LANG=C.UTF-8", std::string("HOME=") + working_folder, "PATH=/usr/bin:/bin"};
  for (const auto& [name, value] : run_case.env)
    command.environment.push_back(name + "=" + value);
  command.folder = working_folder;
  command.stdin_text = run_case.stdin_text;
  command.files = run_case.files;
  return command;
}

}  // namespace threadmark::run
