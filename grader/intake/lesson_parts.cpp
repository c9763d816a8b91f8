// By the request's one lesson, by its map, or by folders that are named like lessons.
#include "grader/intake/lesson_parts.hpp"

#include <algorithm>
#include <cctype>
#include <map>
#include <utility>

#include "grader/base/safe_text.hpp"
#include "grader/words/words.hpp"

namespace threadmark::intake {
namespace {

/// The folders that are named like lessons, by lesson, the topmost of each name.
std::map<std::string, std::string> lesson_folders(const FileSet& files, const std::vector<std::string>& lessons) {
  std::map<std::string, std::string> found;
  const auto floors = [](const std::string& path) { return std::count(path.begin(), path.end(), '/'); };
  for (const std::string& folder : files.folders) {
    const std::string name(last_name(folder));
    if (std::find(lessons.begin(), lessons.end(), name) == lessons.end()) continue;
    const auto [known, first] = found.try_emplace(name, folder);
    if (!first && floors(folder) < floors(known->second)) known->second = folder;
  }
  return found;
}

/// Names that come with every repository and are nobody's work.
bool is_boilerplate(std::string_view path) {
  std::string small(last_name(path).substr(0, 7));
  std::transform(small.begin(), small.end(), small.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return small.starts_with("readme") || small.starts_with("license");
}

bool holds_nothing(const FileSet& files) {
  return files.refused.empty() && std::all_of(files.files.begin(), files.files.end(),
                                              [](const FoundFile& file) { return is_boilerplate(file.path); });
}

/// What everything of one student has in common.
class Parts {
 public:
  Parts(Handed handed, const ClassRequest& request) : handed_(std::move(handed)), request_(request) {
    std::vector<std::string> shown;
    for (const std::string& name : handed_.ignored)
      shown.push_back(terminal_safe(name));
    handed_.ignored = std::move(shown);
  }

  std::vector<ClassEntry> run() {
    if (handed_.lesson.empty()) handed_.lesson = request_.lesson;
    if (!request_.lesson.empty() && handed_.lesson != request_.lesson) return {};
    if (!handed_.nothing.empty()) {
      add_empty(handed_.lesson, handed_.nothing);
    } else if (holds_nothing(handed_.files)) {
      add_empty(handed_.lesson, words::render(Message{"handed.nothing", {}}));
    } else if (!request_.map.empty() && request_.lesson.empty()) {
      by_map();
    } else if (!handed_.lesson.empty()) {
      for_one(handed_.lesson);
    } else {
      by_folder();
    }
    return std::move(entries_);
  }

 private:
  ClassEntry entry(const std::string& lesson) const {
    ClassEntry entry;
    entry.students = handed_.students;
    entry.lesson = lesson;
    entry.source = handed_.source;
    entry.late = handed_.late;
    entry.ignored = handed_.ignored;
    return entry;
  }

  void add_empty(const std::string& lesson, std::string why) {
    entries_.push_back(entry(lesson));
    entries_.back().nothing = std::move(why);
  }

  void add(const std::string& lesson, FileSet files, const std::string& folder = {}) {
    entries_.push_back(entry(lesson));
    if (!folder.empty()) entries_.back().source += "/" + folder;
    if (holds_nothing(files)) {
      entries_.back().nothing = words::render(Message{"handed.nothing", {}});
    } else {
      entries_.back().files = std::move(files);
    }
  }

  void by_map() {
    std::map<std::string, FileSet> parts;
    std::vector<std::string> unmatched;
    const std::string place = handed_.place.empty() ? std::string() : handed_.place + "/";
    for (const FoundFile& file : handed_.files.files) {
      const std::string lesson = lesson_of(request_.map, place + file.path);
      if (lesson.empty()) {
        unmatched.push_back(terminal_safe(file.path));
      } else {
        parts[lesson].files.push_back(file);
      }
    }
    if (parts.empty() && !handed_.files.refused.empty()) return add(handed_.lesson, handed_.files);
    if (parts.empty()) return add_empty(handed_.lesson, words::render(Message{"handed.no-rule", {}}));
    for (auto& [lesson, files] : parts) {
      files.store = handed_.files.store;
      files.refused = handed_.files.refused;
      add(lesson, std::move(files));
      entries_.back().ignored.insert(entries_.back().ignored.end(), unmatched.begin(), unmatched.end());
    }
  }

  /// All is for one lesson, but for folders that are named like others.
  void for_one(const std::string& lesson) {
    const auto folders = lesson_folders(handed_.files, request_.lessons);
    if (const auto own = folders.find(lesson); own != folders.end())
      return add(lesson, below(handed_.files, own->second), own->second);
    FileSet rest = handed_.files;
    for (const auto& [other, folder] : folders)
      std::erase_if(rest.files,
                    [&, start = folder + "/"](const FoundFile& file) { return file.path.starts_with(start); });
    if (holds_nothing(rest))
      return add_empty(lesson, words::render(Message{"handed.other-lessons", {{"lesson", lesson}}}));
    add(lesson, std::move(rest));
  }

  void by_folder() {
    const auto folders = lesson_folders(handed_.files, request_.lessons);
    for (const auto& [lesson, folder] : folders)
      add(lesson, below(handed_.files, folder), folder);
    if (folders.empty()) add_empty({}, words::render(Message{"handed.no-lesson", {}}));
  }

  Handed handed_;
  const ClassRequest& request_;
  std::vector<ClassEntry> entries_;
};

}  // namespace

std::vector<ClassEntry> parts_by_lesson(Handed handed, const ClassRequest& request) {
  return Parts(std::move(handed), request).run();
}

}  // namespace threadmark::intake
