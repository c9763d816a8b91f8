// Working folders and progress.
#include "grader/app/working_folder.hpp"

#include <cstdlib>
#include <fstream>
#include <sstream>
#include <system_error>

namespace threadmark::app {
namespace fs = std::filesystem;
namespace {

// What goes into a working folder: relative name → where it is copied from.
std::map<std::string, fs::path> contents(const Lesson& lesson) {
  std::map<std::string, fs::path> files;
  std::error_code error;
  const fs::path starter = lesson.folder / "starter";
  for (const auto& entry : fs::recursive_directory_iterator(starter, error))
    if (entry.is_regular_file()) files[fs::relative(entry.path(), starter).string()] = entry.path();
  if (fs::exists(lesson.folder / "README.md")) files["README.md"] = lesson.folder / "README.md";
  return files;
}

bool better(const std::string& candidate, const std::string& known) {
  if (known == "passed") return false;
  if (candidate == "passed") return true;
  return std::strtod(candidate.c_str(), nullptr) > std::strtod(known.c_str(), nullptr);
}

}  // namespace

Result<std::vector<std::string>> make_working_folder(const Lesson& lesson, const fs::path& folder) {
  const auto files = contents(lesson);
  std::string taken;
  for (const auto& [name, source] : files)
    if (fs::exists(folder / name)) taken += (taken.empty() ? "" : ", ") + name;
  if (!taken.empty())
    return fail(input_error(folder.string() + " already has " + taken +
                            "; nothing was changed. Name another folder: threadmark start " + lesson.id + " FOLDER"));
  std::vector<std::string> made;
  try {
    for (const auto& [name, source] : files) {
      fs::create_directories((folder / name).parent_path());
      fs::copy_file(source, folder / name);
      fs::permissions(folder / name, fs::perms::owner_write, fs::perm_options::add);
      made.push_back(name);
    }
    std::ofstream mark(folder / working_folder_mark);
    mark << "lesson: " << lesson.id << '\n';
    if (!mark.flush()) return fail(input_error("cannot write into " + folder.string()));
  } catch (const fs::filesystem_error& error) {
    return fail(input_error(std::string("cannot set up the folder: ") + error.what()));
  }
  return made;
}

Result<std::string> lesson_of(const fs::path& path) {
  std::error_code error;
  const fs::path folder = fs::is_directory(path, error) ? path : path.parent_path();
  std::ifstream mark((folder.empty() ? fs::path(".") : folder) / working_folder_mark);
  std::string key;
  std::string id;
  if (mark >> key >> id && key == "lesson:") return id;
  return fail(
      input_error((folder.empty() ? std::string("this folder") : folder.string()) +
                  " is no working folder (it has no " + working_folder_mark +
                  " file). Make one with: threadmark start LESSON; or grade a file: threadmark grade LESSON FILE"));
}

std::map<std::string, std::string> read_progress(const fs::path& state) {
  std::map<std::string, std::string> progress;
  std::ifstream file(state / "progress");
  for (std::string lesson, result; file >> lesson >> result;)
    progress[lesson] = result;
  return progress;
}

void keep_progress(const fs::path& state, const std::string& lesson, const std::string& result) {
  auto progress = read_progress(state);
  if (progress.contains(lesson) && !better(result, progress[lesson])) return;
  progress[lesson] = result;
  std::error_code ignored;
  fs::create_directories(state, ignored);
  const fs::path fresh = state / "progress.new";
  {
    std::ofstream file(fresh, std::ios::trunc);
    for (const auto& [id, best] : progress)
      file << id << ' ' << best << '\n';
    if (!file.flush()) return;
  }
  fs::rename(fresh, state / "progress", ignored);
}

}  // namespace threadmark::app
