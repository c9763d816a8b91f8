// Clones of classroom repositories: one git repository a student, named `<prefix>-<username>`.
#include <algorithm>
#include <utility>

#include "grader/intake/class_shape.hpp"

namespace threadmark::intake {
namespace {

bool is_clone(const FileSet& all, const std::string& folder) {
  return std::binary_search(all.folders.begin(), all.folders.end(), folder + "/.git");
}

bool claims(const FileSet& all, const std::string& name, bool folder) {
  return folder && is_clone(all, name);
}

/// What all names begin with, up to and with the last `-` of it.
std::string common_start(const std::vector<std::string>& names) {
  if (names.size() < 2) return {};
  std::string start = names.front();
  for (const std::string& name : names) {
    const auto differs = std::mismatch(start.begin(), start.end(), name.begin(), name.end());
    start.erase(differs.first, start.end());
  }
  const std::size_t dash = start.rfind('-');
  return dash == std::string::npos ? std::string() : start.substr(0, dash + 1);
}

/// The longest name of a lesson that begins this name, with a `-` behind it.
std::string lesson_before(const std::string& name, const std::vector<std::string>& lessons) {
  std::string longest;
  for (const std::string& lesson : lessons)
    if (name.size() > lesson.size() + 1 && name.starts_with(lesson + "-") && lesson.size() > longest.size())
      longest = lesson;
  return longest;
}

/// The prefix: what the folder `<prefix>-submissions` of the platform's own program says, else what all names share.
std::string prefix_of(const std::vector<std::string>& clones, const std::string& folder_name) {
  constexpr std::string_view ending = "-submissions";
  if (folder_name.ends_with(ending)) {
    const std::string prefix = folder_name.substr(0, folder_name.size() - ending.size() + 1);
    if (std::all_of(clones.begin(), clones.end(), [&](const std::string& name) { return name.starts_with(prefix); }))
      return prefix;
  }
  return common_start(clones);
}

Result<SortedClass> sort(const FileSet& all, const ShapeContext& context) {
  SortedClass sorted;
  sorted.ignored = top_files(all);
  const std::vector<std::string> folders = top_folders(all);
  const std::string prefix = prefix_of(folders, context.folder_name);
  for (const std::string& folder : folders) {
    Handed handed;
    handed.lesson = lesson_before(folder, context.lessons);
    const std::size_t start = handed.lesson.empty() ? prefix.size() : handed.lesson.size() + 1;
    const std::string user = folder.size() > start ? folder.substr(start) : folder;
    handed.students.push_back(Student{.key = user, .name = user});
    handed.source = folder;
    handed.place = folder;
    handed.files = below(all, folder);
    sorted.handed.push_back(std::move(handed));
  }
  return sorted;
}

}  // namespace

const ClassShape classroom_shape{"classroom", "Classroom clones", claims, sort};

}  // namespace threadmark::intake
