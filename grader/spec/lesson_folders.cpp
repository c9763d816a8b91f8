// Lists and finds the folders of lessons.
#include "grader/spec/lesson_folders.hpp"

#include <algorithm>
#include <system_error>

#include "grader/base/nearest_name.hpp"

namespace threadmark::spec {

Result<std::vector<std::filesystem::path>> lesson_folders(const std::filesystem::path& directory) {
  std::vector<std::filesystem::path> folders;
  std::error_code error;
  std::filesystem::directory_iterator entries(directory, error);
  if (error)
    return fail(input_error("the lessons' folder " + directory.string() + " cannot be read: " + error.message()));
  for (const std::filesystem::directory_iterator end; entries != end; entries.increment(error)) {
    if (std::filesystem::is_regular_file(entries->path() / "spec.yaml", error)) folders.push_back(entries->path());
  }
  if (folders.empty())
    return fail(input_error("there are no lessons in " + directory.string() + " (folders with a spec.yaml)"));
  std::sort(folders.begin(), folders.end());
  return folders;
}

Result<std::filesystem::path> find_lesson(const std::filesystem::path& directory, const std::string& id) {
  const Result<std::vector<std::filesystem::path>> folders = lesson_folders(directory);
  if (!folders) return fail(folders.error());
  std::vector<std::string> names;
  for (const std::filesystem::path& folder : *folders) {
    if (folder.filename() == id) return folder;
    names.push_back(folder.filename());
  }
  const std::string suggestion = did_you_mean(id, names);
  return fail(input_error("there is no lesson `" + id + "`" +
                          (suggestion.empty() ? "; `threadmark lessons` lists them" : suggestion)));
}

}  // namespace threadmark::spec
