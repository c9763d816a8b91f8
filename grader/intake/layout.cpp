// Laying out a workspace: the submitted and given files, the lesson's own, and room for what is built.
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <system_error>

#include "grader/intake/intake.hpp"

namespace threadmark::intake {
namespace {

namespace fs = std::filesystem;

Result<void> write_file(const fs::path& path, const std::string& content) {
  std::error_code error;
  fs::create_directories(path.parent_path(), error);
  std::ofstream out(path, std::ios::binary);
  out.write(content.data(), static_cast<std::streamsize>(content.size()));
  out.close();
  if (!out) return fail(environment_error("Cannot write " + path.string() + "."));
  return {};
}

Result<void> copy_lesson_file(const fs::path& from, const fs::path& to) {
  std::error_code error;
  fs::create_directories(to.parent_path(), error);
  fs::copy_file(from, to, fs::copy_options::overwrite_existing, error);
  if (error) return fail(input_error("Cannot read the lesson's file " + from.string() + ": " + error.message() + "."));
  return {};
}

}  // namespace

Result<Workspace> make_workspace(const fs::path& parent) {
  std::error_code error;
  fs::create_directories(parent, error);
  std::string name = (parent / "threadmark-XXXXXX").string();
  if (::mkdtemp(name.data()) == nullptr)
    return fail(environment_error("Cannot make a folder in " + parent.string() + ": " + std::strerror(errno) + "."));
  Workspace workspace{fs::path(name)};
  for (const fs::path& folder : {workspace.source(), workspace.build()}) {
    if (!fs::create_directory(folder, error)) return fail(environment_error("Cannot make " + folder.string() + "."));
    // Whatever the caller's umask: the user of the sandbox must be able to look in.
    fs::permissions(folder, fs::perms(0755), error);
  }
  return workspace;
}

Result<Workspace> lay_out(const Submission& submission, const Lesson& lesson, const fs::path& parent) {
  auto workspace = make_workspace(parent);
  if (!workspace) return workspace;
  for (const SubmittedFile& file : submission.files)
    if (auto written = write_file(workspace->source() / file.path, file.content); !written)
      return fail(written.error());
  for (const std::string& given : lesson.given_files)
    if (auto copied = copy_lesson_file(lesson.folder / "starter" / given, workspace->source() / given); !copied)
      return fail(copied.error());
  for (const std::string& own : {lesson.driver, lesson.checker})
    if (!own.empty())
      if (auto copied = copy_lesson_file(lesson.folder / own, workspace->root() / "lesson" / own); !copied)
        return fail(copied.error());
  std::error_code error;
  for (fs::recursive_directory_iterator it(workspace->root(), error), end; !error && it != end; it.increment(error))
    fs::permissions(it->path(), it->is_directory() ? fs::perms(0755) : fs::perms(0644), error);
  return workspace;
}

}  // namespace threadmark::intake
