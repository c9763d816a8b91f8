// Collects the files of a package: the platform's scripts, the lessons, and threadmark's own sources, to be built
// there.
#include "grader/app/packages.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <sstream>
#include <system_error>

#include "grader/formats/json/json.hpp"

namespace threadmark::app {
namespace {

namespace fs = std::filesystem;
using Files = std::vector<intake::ArchivedFile>;

Result<void> add_file(Files& files, const fs::path& from, const std::string& name) {
  std::ifstream in(from, std::ios::binary);
  if (!in)
    return fail(environment_error("This installation lacks " + from.string() + ", which belongs into the package."));
  std::error_code error;
  const bool executable = (fs::status(from, error).permissions() & fs::perms::owner_exec) != fs::perms::none;
  files.push_back({name, std::string(std::istreambuf_iterator<char>(in), {}), executable});
  return {};
}

/// A folder's plain files below `name`, in order, without what only tests need.
Result<void> add_folder(Files& files, const fs::path& from, const std::string& name) {
  std::vector<fs::path> found;
  std::error_code error;
  for (fs::recursive_directory_iterator it(from, error), end; !error && it != end; it.increment(error)) {
    const std::string leaf = it->path().filename().string();
    if (it->is_directory() && (leaf == "testdata" || leaf == "corpus" || leaf == "hostile")) {
      it.disable_recursion_pending();
    } else if (it->is_regular_file() && !it->is_symlink()) {
      found.push_back(it->path());
    }
  }
  if (error || found.empty())
    return fail(environment_error("This installation lacks the folder " + from.string() + "."));
  std::sort(found.begin(), found.end());
  for (const fs::path& path : found)
    if (auto added = add_file(files, path, name + "/" + fs::relative(path, from).generic_string()); !added)
      return added;
  return {};
}

/// Threadmark's own sources, so that it is built for the system that it will run on, and the lessons of the package
/// alone: no solutions of ours.
Result<void> add_threadmark(Files& files, const PackageRequest& request) {
  const fs::path& root = request.installation.root;
  for (const char* file : {"CMakeLists.txt", "LICENSE", "threadmark", "ci/build", "ci/setup",
                           "ci/packages/ubuntu-24.04.txt", "ci/packages/debian-12.txt"})
    if (auto added = add_file(files, root / file, std::string("threadmark/") + file); !added) return added;
  for (const char* folder : {"grader", "harness"})
    if (auto added = add_folder(files, root / folder, std::string("threadmark/") + folder); !added) return added;
  for (const Lesson& lesson : request.lessons)
    if (auto added = add_folder(files, lesson.folder, "threadmark/exercises/" + lesson.id); !added) return added;
  return {};
}

Result<Files> gradescope_files(const PackageRequest& request) {
  Files files;
  const fs::path scripts = request.installation.root / "ci" / "gradescope";
  for (const char* script : {"setup.sh", "run_autograder"})
    if (auto added = add_file(files, scripts / script, script); !added) return fail(added.error());
  json::Array lessons;
  for (const Lesson& lesson : request.lessons)
    lessons.push_back(json::Object{{"id", lesson.id}, {"title", lesson.title}});
  const json::Object settings{{"lessons", std::move(lessons)},
                              {"sandbox", request.sandbox.empty() ? "no-userns" : request.sandbox},
                              {"limit", request.limit},
                              {"hours", request.hours}};
  files.push_back({"autograder.json", json::write(settings) + "\n"});
  if (auto added = add_threadmark(files, request); !added) return fail(added.error());
  return files;
}

/// The packages that Ubuntu 24.04 needs, as Classroom 50's `runtime` block names them.
Result<json::Array> ubuntu_packages(const Installation& installation) {
  std::ifstream in(installation.root / "ci/packages/ubuntu-24.04.txt");
  json::Array packages;
  for (std::string line; std::getline(in, line);) {
    std::string package;
    std::istringstream(line) >> package;
    if (!package.empty() && package.front() != '#') packages.emplace_back(package);
  }
  if (packages.empty()) return fail(environment_error("This installation lacks ci/packages/ubuntu-24.04.txt."));
  return packages;
}

Result<Files> classroom50_files(const PackageRequest& request) {
  Files files;
  const fs::path scripts = request.installation.root / "ci" / "classroom50";
  if (auto added = add_file(files, scripts / "autograder.py", "autograder.py"); !added) return fail(added.error());
  json::Array lessons;
  for (const Lesson& lesson : request.lessons)
    lessons.emplace_back(lesson.id);
  const json::Object settings{{"lessons", std::move(lessons)},
                              {"assignments", json::Object{}},
                              {"sandbox", request.sandbox.empty() ? "no-cgroup" : request.sandbox}};
  files.push_back({"threadmark.json", json::write(settings) + "\n"});
  auto packages = ubuntu_packages(request.installation);
  if (!packages) return fail(packages.error());
  files.push_back(
      {"runtime.json", json::write(json::Object{{"runs-on", "ubuntu-24.04"}, {"apt", *std::move(packages)}}) + "\n"});
  if (auto added = add_threadmark(files, request); !added) return fail(added.error());
  return files;
}

constexpr std::string_view placeholder =
    "YOUR-ORGANISATION/threadmark/ci/github@0000000000000000000000000000000000000000";

/// Puts the copy of threadmark that a course uses where the workflows have the placeholder.
void name_threadmark(Files& files, const std::string& place) {
  const std::size_t at = place.find('@');
  const std::string action = place.substr(0, at) + "/ci/github" + place.substr(at);
  for (intake::ArchivedFile& file : files)
    if (const std::size_t found = file.content.find(placeholder); found != std::string::npos)
      file.content.replace(found, placeholder.size(), action);
}

/// A template repository: the workflows and the lessons' starters.
Result<Files> github_files(const PackageRequest& request) {
  Files files;
  const fs::path ours = request.installation.root / "ci" / "github" / "template";
  if (auto added = add_folder(files, ours, "."); !added) return fail(added.error());
  for (intake::ArchivedFile& file : files)
    file.name.erase(0, 2);
  if (!request.threadmark.empty()) name_threadmark(files, request.threadmark);
  for (const Lesson& lesson : request.lessons) {
    if (auto added = add_folder(files, lesson.folder / "starter", lesson.id); !added) return fail(added.error());
    if (auto added = add_file(files, lesson.folder / "README.md", lesson.id + "/README.md"); !added)
      return fail(added.error());
  }
  return files;
}

constexpr PackageTarget targets[] = {
    {"gradescope", "autograder.zip for a Gradescope programming assignment",
     "Upload it under \"Configure Autograder\" and choose the base image Ubuntu 24.04 (docs/ci/gradescope.md).",
     gradescope_files},
    {"classroom50", "the autograder bundle of a Classroom 50 assignment",
     "Unpack it into CLASSROOM/autograders/ASSIGNMENT/ of your classroom50 repository (docs/ci/classroom50.md).",
     classroom50_files},
    {"github", "a template repository for a course on GitHub",
     "Unpack it and push it as a template; the workflow must name your copy of threadmark and its commit "
     "(--threadmark; docs/ci/github.md).",
     github_files},
};

}  // namespace

std::span<const PackageTarget> package_set() {
  return targets;
}

}  // namespace threadmark::app
