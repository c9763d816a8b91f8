// Compiling a lesson's checker in the sandbox, once for each of its versions.
#include "grader/compile/checker_program.hpp"

#include <fstream>
#include <system_error>
#include <vector>

#include <unistd.h>

#include "grader/base/file_content.hpp"
#include "grader/base/sha256.hpp"
#include "grader/compile/workshop.hpp"

namespace threadmark::compile {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t key_length = 24;
constexpr std::size_t most_words = 2000;

/// Puts what was built where others find it: all of it, or nothing when somebody else was faster.
Result<fs::path> keep(const fs::path& made, const fs::path& place) {
  std::error_code error;
  const fs::path draft = place.string() + ".new-" + std::to_string(::getpid()) + "-" +
                         made.parent_path().parent_path().filename().string();
  fs::create_directories(place.parent_path(), error);
  fs::copy_file(made, draft, fs::copy_options::overwrite_existing, error);
  if (!error) fs::permissions(draft, fs::perms(0755), error);
  if (!error) fs::rename(draft, place, error);
  if (error) return fail(environment_error("Cannot write " + place.string() + ": " + error.message() + "."));
  return place;
}

}  // namespace

Result<fs::path> checker_program(const Means& means, const Lesson& lesson, const std::string& name,
                                 const Workspace& workspace) {
  const fs::path source = lesson.folder / name;
  const auto content = content_of(source);
  if (!content) return fail(input_error("The checker " + source.string() + " cannot be read."));
  const std::string key = sha256(means.toolchain.id + "\n" + *content).substr(0, key_length);
  const fs::path kept = means.cache.empty() ? fs::path() : means.cache / "checkers" / key / "checker";
  std::error_code error;
  if (!kept.empty() && fs::exists(kept, error)) return kept;
  std::ofstream(workspace.source() / "checker.cpp", std::ios::binary) << *content;
  const Workshop shop(means, workspace, Limits{});
  const auto outcome = shop.run(
      {means.toolchain.compiler, "-std=c++20", "-O1", "-Wall", "checker.cpp", "-pthread", "-o", shop.build("checker")});
  if (!outcome) return fail(outcome.error());
  if (!outcome->succeeded())
    return fail(internal_error("The checker " + name + " of " + lesson.id + " does not compile:\n" +
                               outcome->err.substr(0, most_words)));
  const fs::path made = workspace.build() / "checker";
  return kept.empty() ? Result<fs::path>(made) : keep(made, kept);
}

}  // namespace threadmark::compile
