// A plain folder: one folder, one file or one archive a student; or one such folder a lesson.
#include <algorithm>
#include <filesystem>
#include <set>
#include <utility>

#include "grader/intake/archive_kind.hpp"
#include "grader/intake/class_shape.hpp"
#include "grader/intake/selection.hpp"

namespace threadmark::intake {
namespace {

bool claims(const FileSet& /*all*/, const std::string& name, bool folder) {
  return folder || is_source(name) || has_archive_ending(name);
}

std::string stem_of(const std::string& name) {
  std::string stem = std::filesystem::path(name).stem().string();
  if (stem.ends_with(".tar")) stem.resize(stem.size() - 4);
  return stem;
}

Handed handed_by(const std::string& name, const std::string& source) {
  Handed handed;
  handed.students.push_back(Student{.key = name, .name = name});
  handed.source = source;
  return handed;
}

SortedClass sort_one(const FileSet& all) {
  SortedClass sorted;
  std::set<std::string> names;
  for (const std::string& folder : top_folders(all)) {
    names.insert(folder);
    Handed handed = handed_by(folder, folder);
    handed.place = folder;
    handed.files = below(all, folder);
    sorted.handed.push_back(std::move(handed));
  }
  for (const FoundFile& file : all.files) {
    if (file.path.find('/') != std::string::npos) continue;
    if (!claims(all, file.path, false)) {
      sorted.ignored.push_back(file.path);
      continue;
    }
    // Where `alice` and `alice.cpp` both lie there, they may be two people.
    const std::string stem = stem_of(file.path);
    Handed handed = handed_by(names.insert(stem).second ? stem : file.path, file.path);
    handed.files = alone(all, file, file.path);
    sorted.handed.push_back(std::move(handed));
  }
  return sorted;
}

Result<SortedClass> sort(const FileSet& all, const ShapeContext& context) {
  const std::vector<std::string> folders = top_folders(all);
  const bool by_lesson = !folders.empty() && std::all_of(folders.begin(), folders.end(), [&](const std::string& name) {
    return std::find(context.lessons.begin(), context.lessons.end(), name) != context.lessons.end();
  });
  if (!by_lesson) return sort_one(all);
  SortedClass sorted;
  sorted.ignored = top_files(all);
  for (const std::string& lesson : folders) {
    SortedClass part = sort_one(below(all, lesson));
    for (Handed& handed : part.handed) {
      handed.lesson = lesson;
      handed.source = lesson + "/" + handed.source;
      handed.place = handed.place.empty() ? lesson : lesson + "/" + handed.place;
      sorted.handed.push_back(std::move(handed));
    }
    for (const std::string& name : part.ignored)
      sorted.ignored.push_back(lesson + "/" + name);
  }
  return sorted;
}

}  // namespace

const ClassShape folder_shape{"folder", "Folder", claims, sort};

}  // namespace threadmark::intake
