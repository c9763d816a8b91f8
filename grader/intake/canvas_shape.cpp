// A Canvas download: flat names `<sortablename>[_LATE]_<userid>_<fileid>_<original name>`.
#include <algorithm>
#include <map>
#include <optional>
#include <utility>

#include "grader/intake/class_shape.hpp"
#include "grader/words/words.hpp"

namespace threadmark::intake {
namespace {

/// The parts of a name. Text entries and links have no file: their `original` is empty.
struct CanvasName {
  std::string person;
  std::string user_id;  ///< digits, or `anon_…` where names are hidden
  bool late = false;
  std::string file_id;
  std::string original;
};

bool is_number(std::string_view text) {
  return !text.empty() && text.size() < 20 && text.find_first_not_of("0123456789") == std::string_view::npos;
}

std::vector<std::string_view> split(std::string_view name) {
  std::vector<std::string_view> parts;
  for (std::size_t at = 0;;) {
    const std::size_t end = name.find('_', at);
    parts.push_back(name.substr(at, end - at));
    if (end == std::string_view::npos) return parts;
    at = end + 1;
  }
}

/// The part from which on `user id, file id, original name` follow: Canvas keeps `_<digits>_` out of persons' names.
std::optional<CanvasName> parse(std::string_view name) {
  const std::vector<std::string_view> parts = split(name);
  for (std::size_t at = 0; at + 1 < parts.size(); ++at) {
    const bool hidden = parts[at] == "anon" && at + 2 < parts.size() && (at == 0 || (at == 1 && parts[0] == "LATE"));
    if (!hidden && (at == 0 || !is_number(parts[at]))) continue;
    const std::size_t next = at + (hidden ? 2 : 1);
    const std::string_view rest = name.substr(static_cast<std::size_t>(parts[next].data() - name.data()));
    const bool page = rest == "text.html" || rest == "link.html";
    const std::size_t original = parts[next].size() + 1;
    if (!page && (!is_number(parts[next]) || rest.size() <= original)) continue;
    CanvasName found;
    found.late = at > 0 && parts[at - 1] == "LATE";
    const std::size_t names = at - (found.late ? 1 : 0);
    if (!hidden && names == 0) return std::nullopt;
    for (std::size_t i = 0; i < names; ++i)
      found.person += (i == 0 ? "" : "_") + std::string(parts[i]);
    found.user_id = hidden ? "anon_" + std::string(parts[at + 1]) : std::string(parts[at]);
    if (!page) {
      found.file_id = parts[next];
      found.original = rest.substr(original);
    }
    return found;
  }
  return std::nullopt;
}

bool claims(const FileSet& /*all*/, const std::string& name, bool folder) {
  return !folder && parse(name).has_value();
}

/// `queue-2.hpp` as `queue.hpp` and 2; without such a suffix 0.
std::pair<std::string, unsigned> without_suffix(const std::string& name) {
  const std::size_t dot = std::min(name.rfind('.'), name.size());
  const std::size_t dash = name.rfind('-', dot);
  if (dash == std::string::npos || dash == 0 || dash + 1 == dot || dot - dash > 4) return {name, 0};
  const std::string digits = name.substr(dash + 1, dot - dash - 1);
  if (!is_number(digits) || digits.front() == '0') return {name, 0};
  return {name.substr(0, dash) + name.substr(dot), static_cast<unsigned>(std::stoul(digits))};
}

/// What one person handed in under one name: the newest of it counts.
struct Attempt {
  unsigned suffix = 0;
  std::string file_id;
  FoundFile file;

  bool newer_than(const Attempt& other) const {
    if (suffix != other.suffix) return suffix > other.suffix;
    if (file_id.size() != other.file_id.size()) return file_id.size() > other.file_id.size();
    return file_id > other.file_id;
  }
};

/// Everybody by Canvas's number.
class Sorting {
 public:
  explicit Sorting(const FileSet& all) : all_(all) {}

  SortedClass run() {
    for (const std::string& folder : top_folders(all_))
      sorted_.ignored.push_back(folder + "/");
    for (const FoundFile& file : all_.files)
      if (file.path.find('/') == std::string::npos) add(file);
    for (auto& [id, person] : people_)
      finish(person);
    return std::move(sorted_);
  }

 private:
  struct Person {
    Handed handed;
    std::map<std::string, Attempt> newest;  ///< by name without suffix
  };

  void add(const FoundFile& file) {
    const auto name = parse(file.path);
    if (!name) {
      sorted_.ignored.push_back(file.path);
      return;
    }
    Person& person = people_[name->user_id];
    person.handed.late = person.handed.late || name->late;
    if (person.handed.students.empty()) {
      person.handed.students.push_back(Student{.key = name->user_id,
                                               .name = name->person.empty() ? name->user_id : name->person,
                                               .platform_id = name->user_id});
      person.handed.source = file.path;
    }
    if (name->original.empty()) {
      person.handed.ignored.push_back(file.path);
      return;
    }
    const auto [plain, suffix] = without_suffix(name->original);
    Attempt attempt{suffix, name->file_id, file};
    const auto [known, first] = person.newest.try_emplace(plain, attempt);
    if (first) return;
    if (attempt.newer_than(known->second)) std::swap(attempt, known->second);
    person.handed.ignored.push_back(attempt.file.path);
  }

  void finish(Person& person) {
    Handed& handed = person.handed;
    handed.files.store = all_.store;
    for (const auto& [plain, attempt] : person.newest) {
      if (handed.files.files.empty()) handed.source = attempt.file.path;
      handed.files.files.push_back(attempt.file);
      handed.files.files.back().path = plain;
    }
    put_in_order(handed.files);
    if (handed.files.files.empty()) handed.nothing = words::render(Message{"handed.only-text", {}});
    sorted_.handed.push_back(std::move(handed));
  }

  const FileSet& all_;
  SortedClass sorted_;
  std::map<std::string, Person> people_;
};

Result<SortedClass> sort(const FileSet& all, const ShapeContext& /*context*/) {
  return Sorting(all).run();
}

}  // namespace

const ClassShape canvas_shape{"canvas", "Canvas download", claims, sort};

}  // namespace threadmark::intake
