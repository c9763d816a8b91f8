// Looking for compilers, and the table of flags for each family.
#include "grader/compile/toolchains.hpp"

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <optional>
#include <sstream>
#include <string>
#include <system_error>

#include <unistd.h>

#include "grader/process/process.hpp"

namespace threadmark::compile {
namespace {

namespace fs = std::filesystem;

constexpr int oldest_clang = 16;
constexpr int oldest_gcc = 12;

/// Where a program of that name is, or nothing.
std::optional<fs::path> program(const std::string& name) {
  if (name.find('/') != std::string::npos)
    return ::access(name.c_str(), X_OK) == 0 ? std::optional<fs::path>(name) : std::nullopt;
  const char* variable = std::getenv("PATH");
  std::istringstream folders(variable != nullptr ? variable : "/usr/local/bin:/usr/bin:/bin");
  for (std::string folder; std::getline(folders, folder, ':');) {
    const fs::path path = fs::path(folder) / name;
    if (!folder.empty() && ::access(path.c_str(), X_OK) == 0) return path;
  }
  return std::nullopt;
}

/// What a compiler says of itself when asked with -v; empty when it cannot be run.
std::string self_description(const fs::path& compiler) {
  process::Command command;
  command.argv = {compiler.string(), "-v"};
  command.environment = {"PATH=/usr/local/bin:/usr/bin:/bin", "LC_ALL=C"};
  process::Bounds bounds;
  bounds.wall_s = 10;
  auto outcome = process::run(command, bounds);
  return outcome && outcome->succeeded() ? outcome->err : std::string();
}

std::string first_line(const std::string& text) {
  return text.substr(0, text.find('\n'));
}

/// "19.1.7" in "Debian clang version 19.1.7 (3~deb12u1)".
std::string version_in(const std::string& text) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] < '0' || text[i] > '9' || (i > 0 && text[i - 1] != ' ')) continue;
    const std::size_t end = text.find_first_not_of("0123456789.", i);
    const std::string version = text.substr(i, end - i);
    if (version.find('.') != std::string::npos) return version;
  }
  return {};
}

/// The release of libstdc++ that a clang uses: that of the GCC that it has selected.
std::string libstdcxx_in(const std::string& description) {
  const std::string key = "Selected GCC installation: ";
  const auto at = description.find(key);
  if (at == std::string::npos) return {};
  const std::string path = first_line(description.substr(at + key.size()));
  return path.substr(path.rfind('/') + 1);
}

/// The line that names the compiler: "Debian clang version 19.1.7 …" or "gcc version 12.2.0 …".
std::string version_line(const std::string& description) {
  std::istringstream lines(description);
  for (std::string line; std::getline(lines, line);)
    if (line.find("clang version ") != std::string::npos || line.starts_with("gcc version ")) return line;
  return {};
}

void set_shared_flags(Toolchain& toolchain) {
  // libstdc++ 12's own counting_semaphore can lose a wake-up; the one over sem_t cannot.
  toolchain.common_flags = {"-std=c++20", "-g", "-w", "-pthread", "-D_GLIBCXX_USE_POSIX_SEMAPHORE"};
  toolchain.instrument_flags = {"-O0", "-fsanitize=thread"};
  toolchain.plain_flags = {"-O1", "-gdwarf-4"};
  toolchain.explore_link_flags = {"-no-pie", "-pthread", "-Wl,-z,now"};
  toolchain.tsan_link_flags = {"-fsanitize=thread", "-pthread"};
}

Toolchain clang_toolchain(const fs::path& path, const std::string& version, int major, const std::string& libstdcxx) {
  Toolchain toolchain;
  toolchain.family = CompilerFamily::clang;
  toolchain.compiler = path.string();
  toolchain.major = major;
  set_shared_flags(toolchain);
  toolchain.common_flags.insert(toolchain.common_flags.end(),
                                {"-fno-color-diagnostics", "-ferror-limit=20", "-ftemplate-backtrace-limit=6"});
  // So that the read of a read-modify-write is a step of its own.
  const std::vector<std::string> reads = {"-mllvm", "-tsan-instrument-read-before-write"};
  toolchain.instrument_flags.insert(toolchain.instrument_flags.end(), reads.begin(), reads.end());
  toolchain.coroutine_flags = {"-O2", "-fsanitize=thread", reads[0], reads[1]};
  toolchain.id = "clang-" + version + " libstdc++-" + libstdcxx;
  std::error_code error;
  const fs::path beside = fs::canonical(path, error).parent_path() / "ld.lld";
  if (fs::exists(beside, error)) {
    toolchain.linker = "lld";
    toolchain.id += " lld-" + std::to_string(major);
  }
  const std::string name = path.filename().string();
  const std::string c_name = "clang" + name.substr(std::min(name.size(), std::string("clang++").size()));
  toolchain.c_compiler = (path.parent_path() / c_name).string();
  return toolchain;
}

Toolchain gcc_toolchain(const fs::path& path, const std::string& version, int major) {
  Toolchain toolchain;
  toolchain.family = CompilerFamily::gcc;
  toolchain.compiler = path.string();
  toolchain.major = major;
  set_shared_flags(toolchain);
  toolchain.common_flags.insert(toolchain.common_flags.end(), {"-fcoroutines", "-fdiagnostics-color=never",
                                                               "-fmax-errors=20", "-ftemplate-backtrace-limit=6"});
  toolchain.coroutine_flags = {"-O2", "-fsanitize=thread", "-foptimize-sibling-calls", "--param",
                               "tsan-instrument-func-entry-exit=0"};
  toolchain.id = "gcc-" + version + " libstdc++-" + std::to_string(major);
  const std::string name = path.filename().string();
  const auto plus = name.find("g++");
  toolchain.c_compiler = (path.parent_path() / (name.substr(0, plus) + "gcc" + name.substr(plus + 3))).string();
  return toolchain;
}

std::optional<Toolchain> toolchain_at(const fs::path& path) {
  const std::string description = self_description(path);
  const std::string told = version_line(description);
  const std::string version = version_in(told);
  const int major = std::atoi(version.c_str());
  if (told.find("clang") != std::string::npos)
    return major >= oldest_clang ? std::optional(clang_toolchain(path, version, major, libstdcxx_in(description)))
                                 : std::nullopt;
  if (path.filename().string().find("g++") != std::string::npos && major >= oldest_gcc)
    return gcc_toolchain(path, version, major);
  return std::nullopt;
}

/// The names under which compilers are looked for, the preferred one first.
std::vector<std::string> known_names() {
  std::vector<std::string> names = {"clang++-19"};
  for (int major = 22; major >= oldest_clang; --major)
    if (major != 19) names.push_back("clang++-" + std::to_string(major));
  names.push_back("clang++");
  names.push_back("g++");
  for (int major = 16; major >= oldest_gcc; --major)
    names.push_back("g++-" + std::to_string(major));
  return names;
}

/// Whether a name that a person gave means the compiler of that name.
bool means(std::string wanted, const std::string& name) {
  if (wanted.starts_with("gcc")) wanted.replace(0, 3, "g++");
  if (wanted.starts_with("clang") && !wanted.starts_with("clang++")) wanted.insert(5, "++");
  return name == wanted || (wanted.find('-') == std::string::npos && name.starts_with(wanted + "-"));
}

}  // namespace

std::vector<Toolchain> toolchains() {
  std::vector<Toolchain> found;
  for (const std::string& name : known_names()) {
    const auto path = program(name);
    if (!path) continue;
    auto toolchain = toolchain_at(*path);
    if (!toolchain) continue;
    const bool known =
        std::any_of(found.begin(), found.end(), [&](const Toolchain& other) { return other.id == toolchain->id; });
    if (!known) found.push_back(std::move(*toolchain));
  }
  return found;
}

Result<Toolchain> find_toolchain(std::string_view wanted) {
  const std::string name(wanted);
  if (name.find('/') != std::string::npos) {
    const auto path = program(name);
    if (!path) return fail(input_error("There is no compiler at " + name + "."));
    if (auto toolchain = toolchain_at(*path)) return *toolchain;
    return fail(input_error(name + " is not a clang from 16 on, nor a g++ from 12 on."));
  }
  for (const std::string& known : known_names()) {
    if (!name.empty() && !means(name, known)) continue;
    if (const auto path = program(known))
      if (auto toolchain = toolchain_at(*path)) return *toolchain;
  }
  if (!name.empty())
    return fail(
        input_error("There is no usable toolchain \"" + name + "\" on this machine (threadmark doctor lists them)."));
  return fail(environment_error(
      "There is no compiler for submissions: clang from 16 on or g++ from 12 on. Remedy: apt-get install "
      "clang-19 lld-19 libclang-rt-19-dev, or g++."));
}

}  // namespace threadmark::compile
