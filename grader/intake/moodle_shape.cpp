// A Moodle download: `<Full Name>_<id>_assignsubmission_file[_]/…`, or the same as the beginning of a file's name.
#include <map>
#include <optional>
#include <utility>

#include "grader/intake/class_shape.hpp"
#include "grader/words/words.hpp"

namespace threadmark::intake {
namespace {

constexpr std::string_view marker = "_assignsubmission_";

/// The parts of a name: `kind` is "file", "onlinetext" or a plugin's; `rest` is what a file's name goes on with.
struct MoodleName {
  std::string person;
  std::string id;
  std::string kind;
  std::string rest;
};

std::optional<MoodleName> parse(std::string_view name) {
  const std::size_t at = name.find(marker);
  if (at == std::string_view::npos) return std::nullopt;
  const std::string_view head = name.substr(0, at);
  const std::size_t digits = head.find_last_not_of("0123456789");
  if (digits == std::string_view::npos || digits == 0 || digits + 1 == head.size() || head[digits] != '_')
    return std::nullopt;
  const std::string_view tail = name.substr(at + marker.size());
  const std::size_t end = tail.find('_');
  MoodleName parts{
      std::string(head.substr(0, digits)), std::string(head.substr(digits + 1)), std::string(tail.substr(0, end)), {}};
  if (end != std::string_view::npos) parts.rest = tail.substr(end + 1);
  return parts;
}

bool claims(const FileSet& /*all*/, const std::string& name, bool /*folder*/) {
  return parse(name).has_value();
}

/// Everybody by Moodle's number, which is a person's for one assignment.
class Sorting {
 public:
  explicit Sorting(const FileSet& all) : all_(all) {}

  SortedClass run() {
    for (const std::string& folder : top_folders(all_))
      if (const auto name = parse(folder)) {
        add_folder(*name, folder);
      } else {
        sorted_.ignored.push_back(folder + "/");
      }
    for (const FoundFile& file : all_.files)
      if (file.path.find('/') == std::string::npos) add_file(file);
    for (auto& [id, handed] : people_) {
      put_in_order(handed.files);
      if (handed.files.files.empty() && handed.files.refused.empty() && !handed.ignored.empty())
        handed.nothing = words::render(Message{"handed.only-text", {}});
      sorted_.handed.push_back(std::move(handed));
    }
    return std::move(sorted_);
  }

 private:
  Handed& person(const MoodleName& name, const std::string& source) {
    Handed& handed = people_[name.id];
    if (handed.students.empty()) {
      handed.students.push_back(Student{.key = name.id, .name = name.person, .platform_id = name.id});
      handed.source = source;
      handed.files.store = all_.store;
    }
    return handed;
  }

  void add_folder(const MoodleName& name, const std::string& folder) {
    Handed& handed = person(name, folder);
    if (name.kind != "file") {
      handed.ignored.push_back(folder + "/");
      return;
    }
    handed.source = folder;
    handed.place = folder;
    FileSet files = below(all_, folder);
    handed.files.folders = std::move(files.folders);
    handed.files.ignored = std::move(files.ignored);
    handed.files.refused = std::move(files.refused);
    for (FoundFile& file : files.files)
      handed.files.files.push_back(std::move(file));
  }

  void add_file(const FoundFile& file) {
    const auto name = parse(file.path);
    if (!name) {
      sorted_.ignored.push_back(file.path);
      return;
    }
    Handed& handed = person(*name, file.path);
    if (name->kind != "file" || name->rest.empty()) {
      handed.ignored.push_back(file.path);
    } else {
      handed.files.files.push_back(file);
      handed.files.files.back().path = name->rest;
    }
  }

  const FileSet& all_;
  SortedClass sorted_;
  std::map<std::string, Handed> people_;
};

Result<SortedClass> sort(const FileSet& all, const ShapeContext& /*context*/) {
  return Sorting(all).run();
}

}  // namespace

const ClassShape moodle_shape{"moodle", "Moodle download", claims, sort};

}  // namespace threadmark::intake
