// Looks for lessons' folders in the tree of the commit and compares them with the list of changes.
#include "grader/ci/plan.hpp"

#include <algorithm>
#include <array>
#include <set>

namespace threadmark::ci {
namespace {

std::string folder_of(const std::string& path) {
  const std::size_t slash = path.rfind('/');
  return slash == std::string::npos ? std::string() : path.substr(0, slash);
}

std::string name_of(const std::string& path) {
  return path.substr(path.rfind('/') + 1);
}

bool is_below(const std::string& path, const std::string& folder) {
  return !folder.empty() && (path == folder || path.starts_with(folder + "/"));
}

const Lesson* lesson_named(const std::vector<Lesson>& lessons, const std::string& id) {
  const auto found = std::find_if(lessons.begin(), lessons.end(), [&](const Lesson& l) { return l.id == id; });
  return found == lessons.end() ? nullptr : &*found;
}

bool holds(const std::vector<TreeEntry>& entries, const std::string& name) {
  return std::any_of(entries.begin(), entries.end(), [&](const TreeEntry& entry) { return entry.name == name; });
}

/// Whether intake would find something to take: one of the lesson's files, or a source of the same kind.
bool has_work(const std::vector<TreeEntry>& entries, const Lesson& lesson) {
  return std::any_of(entries.begin(), entries.end(), [&](const TreeEntry& entry) {
    if (entry.is_folder()) return false;
    const auto& files = lesson.files;
    if (std::find(files.begin(), files.end(), entry.name) != files.end()) return true;
    const std::string extension = files.front().substr(std::min(files.front().rfind('.'), files.front().size()));
    return files.size() == 1 && !extension.empty() && entry.name.ends_with(extension);
  });
}

/// What a change says about each folder and file.
struct Touched {
  std::set<std::string> paths;                    ///< files, and the folders that they lie in directly
  std::map<std::string, std::string> moved_from;  ///< folder → the folder that files came from

  explicit Touched(const Change& change) {
    for (const ChangedFile& file : change.files) {
      for (const std::string& path : {file.path, file.old_path}) {
        if (path.empty()) continue;
        paths.insert(path);
        paths.insert(folder_of(path));
      }
      if (file.status == 'R' && folder_of(file.path) != folder_of(file.old_path))
        moved_from.emplace(folder_of(file.path), folder_of(file.old_path));
    }
  }
};

/// Files that say how grading is done, wherever a service looks for them.
bool is_rule(const std::string& path, const Settings& settings) {
  constexpr std::array<std::string_view, 3> files = {settings_name, ".gitlab-ci.yml", "Jenkinsfile"};
  constexpr std::array<std::string_view, 2> folders = {".github/", ".gitlab/"};
  return std::find(files.begin(), files.end(), path) != files.end() ||
         std::any_of(folders.begin(), folders.end(), [&](std::string_view f) { return path.starts_with(f); }) ||
         is_below(path, settings.exercises);
}

/// Makes one plan; a class, so that its steps share what they look at.
class Planner {
 public:
  Planner(const Git& git, const Change& change, const Settings& settings, const std::vector<Lesson>& lessons)
      : git_(git), change_(change), settings_(settings), lessons_(lessons), touched_(change) {}

  Result<Plan> make() {
    auto folders = git_.folders(change_.head);
    if (!folders) return fail(folders.error());
    folders_ = *std::move(folders);
    for (const auto& [path, tree] : folders_)
      if (auto looked = look_at_folder(path, tree); !looked) return fail(looked.error());
    for (const auto& [path, lesson] : settings_.lessons)
      if (auto looked = look_at_file(path, lesson); !looked) return fail(looked.error());
    if (plan_.graded.size() > most_pieces)
      return fail(input_error("This change holds " + std::to_string(plan_.graded.size()) +
                              " submissions; `ci` grades at most " + std::to_string(most_pieces) +
                              ". For a whole class use threadmark batch."));
    find_missing();
    find_edited_rules();
    std::sort(plan_.graded.begin(), plan_.graded.end(), [](const Piece& a, const Piece& b) { return a.path < b.path; });
    return std::move(plan_);
  }

 private:
  /// The lesson of a folder: by the settings, by its name, or by the name of the folder that it was renamed from.
  std::string lesson_of(const std::string& path) const {
    if (const auto set = settings_.lessons.find(path); set != settings_.lessons.end()) return set->second;
    if (is_below(path, settings_.exercises)) return {};
    if (lesson_named(lessons_, name_of(path)) != nullptr) return name_of(path);
    const auto moved = touched_.moved_from.find(path);
    if (moved == touched_.moved_from.end() || folders_.contains(moved->second)) return {};
    if (const auto set = settings_.lessons.find(moved->second); set != settings_.lessons.end()) return set->second;
    return lesson_named(lessons_, name_of(moved->second)) != nullptr ? name_of(moved->second) : std::string();
  }

  Result<void> look_at_folder(const std::string& path, const std::string& tree) {
    const Lesson* lesson = lesson_named(lessons_, lesson_of(path));
    if (lesson == nullptr) return {};
    auto entries = git_.entries(tree);
    if (!entries) return fail(entries.error());
    // A folder with a spec is a lesson, not somebody's work on it.
    const bool set = settings_.lessons.contains(path);
    if (!set && holds(*entries, "spec.yaml") && holds(*entries, "starter")) return {};
    const bool touched = change_.everything || touched_.paths.contains(path);
    if (!set && !has_work(*entries, *lesson)) {
      if (touched)
        plan_.remarks.push_back(
            {"ci.no-work", {{"path", path}, {"file", lesson->files.front()}, {"lesson", lesson->id}}});
      return {};
    }
    for (const std::string& own : {std::string("spec.yaml"), lesson->driver, lesson->checker})
      if (!own.empty() && touched_.paths.contains(path + "/" + own)) plan_.edited_rules.push_back(path + "/" + own);
    if (const auto moved = touched_.moved_from.find(path);
        moved != touched_.moved_from.end() && name_of(path) != lesson->id && !set)
      plan_.remarks.push_back({"ci.renamed", {{"path", path}, {"old", moved->second}, {"lesson", lesson->id}}});
    add({path, lesson->id, *std::move(entries), false}, touched);
    return {};
  }

  Result<void> look_at_file(const std::string& path, const std::string& lesson) {
    if (folders_.contains(path)) return {};
    const auto folder = folders_.find(folder_of(path));
    if (folder == folders_.end()) return {};
    auto entries = git_.entries(folder->second);
    if (!entries) return fail(entries.error());
    const auto file =
        std::find_if(entries->begin(), entries->end(), [&](const TreeEntry& e) { return e.name == name_of(path); });
    if (file != entries->end() && lesson_named(lessons_, lesson) != nullptr)
      add({path, lesson, {*file}, true}, change_.everything || touched_.paths.contains(path));
    return {};
  }

  void add(Piece piece, bool touched) {
    const bool required =
        std::find(settings_.require.begin(), settings_.require.end(), piece.lesson) != settings_.require.end();
    found_.insert(piece.lesson);
    if (touched || required)
      plan_.graded.push_back(std::move(piece));
    else
      plan_.unchanged.push_back(std::move(piece.path));
  }

  void find_missing() {
    for (const std::string& id : settings_.require)
      if (!found_.contains(id)) plan_.missing.push_back(id);
  }

  void find_edited_rules() {
    for (const ChangedFile& file : change_.files)
      if (is_rule(file.path, settings_) || is_rule(file.old_path, settings_)) plan_.edited_rules.push_back(file.path);
    std::sort(plan_.edited_rules.begin(), plan_.edited_rules.end());
  }

  const Git& git_;
  const Change& change_;
  const Settings& settings_;
  const std::vector<Lesson>& lessons_;
  const Touched touched_;
  std::map<std::string, std::string> folders_;
  std::set<std::string> found_;
  Plan plan_;
};

}  // namespace

Result<Plan> make_plan(const Git& git, const Change& change, const Settings& settings,
                       const std::vector<Lesson>& lessons) {
  return Planner(git, change, settings, lessons).make();
}

}  // namespace threadmark::ci
