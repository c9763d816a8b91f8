// Starting compiler and linker in the sandbox, and reading what they say.
#include "grader/compile/steps.hpp"

#include <cstdint>
#include <filesystem>
#include <system_error>

#include "grader/base/file_content.hpp"
#include "grader/compile/precompiled.hpp"

namespace threadmark::compile {
namespace {

namespace fs = std::filesystem;
using sandbox::Outcome;

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

}  // namespace

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

const char* name_of_program(ProgramFlavour flavour) {
  if (flavour == ProgramFlavour::explore) return "explore";
  return flavour == ProgramFlavour::tsan ? "tsan" : "plain";
}

Result<Step> link_program(const Workshop& shop, const Link& link, const DiagnosticContext& context) {
  const ProgramFlavour flavour = link.flavour;
  const Toolchain& toolchain = shop.means().toolchain;
  std::vector<std::string> argv = {toolchain.compiler};
  if (!toolchain.linker.empty()) argv.push_back("-fuse-ld=" + toolchain.linker);
  const std::vector<std::string> plain = {"-pthread"};
  const auto& flags = flavour == ProgramFlavour::explore ? toolchain.explore_link_flags
                      : flavour == ProgramFlavour::tsan  ? toolchain.tsan_link_flags
                                                         : plain;
  argv.insert(argv.end(), flags.begin(), flags.end());
  for (const std::string& object : link.objects)
    argv.push_back(shop.build(object));
  argv.insert(argv.end(), link.flags.begin(), link.flags.end());
  auto libraries = link_arguments(shop, flavour, link.has_driver);
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
  if (step.errors.empty()) step.errors = link_errors(outcome->err, context);
  return step;
}

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
  return content_of(file).value_or(std::string());
}

}  // namespace threadmark::compile
