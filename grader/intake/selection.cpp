// The topmost folder that holds what the lesson asks for, or the one file that can be meant.
#include "grader/intake/selection.hpp"

#include <algorithm>
#include <array>
#include <filesystem>
#include <optional>
#include <variant>
#include <vector>

#include "grader/base/safe_text.hpp"
#include "grader/base/sha256.hpp"
#include "grader/intake/archive.hpp"
#include "grader/intake/archive_kind.hpp"

namespace threadmark::intake {
namespace {

constexpr std::size_t most_ignored = 20;
constexpr std::array<std::string_view, 4> unit_endings = {".cpp", ".cc", ".cxx", ".c"};
constexpr std::array<std::string_view, 4> header_endings = {".hpp", ".h", ".hh", ".hxx"};

std::string ending(std::string_view name) {
  return std::filesystem::path(name).extension().string();
}

template <std::size_t n>
bool is_one_of(const std::array<std::string_view, n>& endings, const std::string& one) {
  return std::find(endings.begin(), endings.end(), one) != endings.end();
}

Message why(std::string id, std::map<std::string, std::string> args = {}) {
  return Message{std::move(id), std::move(args)};
}

bool is_blank(const std::string& text) {
  return std::all_of(text.begin(), text.end(),
                     [](char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\0'; });
}

/// Why this is no source text, where it is none. A byte-order mark of UTF-8, carriage returns and Latin letters in
/// comments are honest.
std::optional<Message> no_source(const std::string& bytes, const std::string& file) {
  if (is_blank(bytes) || bytes == "\xEF\xBB\xBF") return why("intake.empty", {{"file", file}});
  if (bytes.starts_with("\xFF\xFE") || bytes.starts_with("\xFE\xFF")) return why("intake.utf-16", {{"file", file}});
  if (bytes.find('\0') != std::string::npos) return why("intake.binary", {{"file", file}});
  return std::nullopt;
}

std::string digest(const Submission& submission) {
  Sha256 all;
  for (const SubmittedFile& file : submission.files) {
    std::string head = file.path;
    head.push_back('\0');
    head += std::to_string(file.content.size());
    head.push_back('\0');
    all.add(head);
    all.add(file.content);
  }
  return all.hex();
}

/// One selection: the lesson, the set and the name that it goes by.
class Selection {
 public:
  Selection(const Lesson& lesson, const FileSet& set, const std::string& name)
      : lesson_(lesson), set_(set), name_(name) {}

  Intake run(int archives_left) {
    if (!set_.refused.empty()) return rejected(set_.refused.front().why);
    if (set_.files.empty() && set_.folders.empty()) return rejected(why("intake.nothing"));
    if (topmost_folder()) return take_chosen();
    if (problem_) return rejected(*problem_);
    return stand_in(archives_left);
  }

 private:
  Intake rejected(Message message) const { return Rejected{name_, std::move(message)}; }

  const FoundFile* find(const std::string& path) const {
    const auto found = std::lower_bound(set_.files.begin(), set_.files.end(), path,
                                        [](const FoundFile& file, const std::string& one) { return file.path < one; });
    return found != set_.files.end() && found->path == path ? &*found : nullptr;
  }

  /// The order in which folders (each with its last `/`) are looked at: one named like the lesson first, then by
  /// height.
  std::pair<bool, std::ptrdiff_t> rank(const std::string& folder) const {
    const bool named = folder == lesson_.id + "/" || folder.ends_with("/" + lesson_.id + "/");
    return {!named, std::count(folder.begin(), folder.end(), '/')};
  }

  /// Finds the folder that holds all that is wanted and ranks first; two of the same rank are a problem.
  bool topmost_folder() {
    const std::string& wanted = lesson_.files.front();
    std::vector<std::string> folders;  // each with its last `/`
    for (const FoundFile& file : set_.files)
      if (file.path == wanted || file.path.ends_with("/" + wanted))
        folders.push_back(file.path.substr(0, file.path.size() - wanted.size()));
    std::sort(folders.begin(), folders.end(), [this](const std::string& a, const std::string& b) {
      return std::pair(rank(a), a) < std::pair(rank(b), b);
    });
    std::string missing;
    for (std::size_t at = 0; at < folders.size() && chosen_.empty(); ++at) {
      missing = missing_in(folders[at]);
      if (!missing.empty()) continue;
      const auto rival = std::find_if(folders.begin() + static_cast<std::ptrdiff_t>(at) + 1, folders.end(),
                                      [&](const std::string& other) { return missing_in(other).empty(); });
      if (rival != folders.end() && rank(*rival) == rank(folders[at])) {
        problem_ = why("intake.which-folder", {{"file", wanted}, {"first", folders[at]}, {"second", *rival}});
        return false;
      }
      for (const std::string& file : lesson_.files)
        chosen_.push_back(find(folders[at] + file));
    }
    if (chosen_.empty() && !missing.empty()) problem_ = why("intake.missing-file", {{"file", missing}});
    return !chosen_.empty();
  }

  std::string missing_in(const std::string& folder) const {
    for (const std::string& file : lesson_.files)
      if (find(folder + file) == nullptr) return file;
    return {};
  }

  /// The one file that can be meant, when the lesson asks for one: of the same ending, else of the same kind; or the
  /// one archive.
  Intake stand_in(int archives_left) {
    const std::string& wanted = lesson_.files.front();
    if (lesson_.files.size() == 1) {
      const std::string of = ending(wanted);
      auto candidates = files_where([&](const std::string& file) { return ending(file) == of; });
      if (candidates.empty())
        candidates = files_where([&](const std::string& file) {
          return (is_one_of(unit_endings, of) && is_one_of(unit_endings, ending(file))) ||
                 (is_one_of(header_endings, of) && is_one_of(header_endings, ending(file)));
        });
      if (candidates.empty() && set_.files.size() == 1) candidates = files_where(is_source);
      if (candidates.size() == 1) {
        chosen_ = candidates;
        return take_chosen();
      }
      if (candidates.size() > 1)
        return rejected(why("intake.which-file",
                            {{"file", wanted}, {"first", candidates[0]->path}, {"second", candidates[1]->path}}));
    }
    const auto archives = files_where([](const std::string& file) { return has_archive_ending(file); });
    if (archives.size() == 1) return look_into(*archives.front(), archives_left);
    const bool a_folder = std::any_of(set_.folders.begin(), set_.folders.end(),
                                      [&](const std::string& folder) { return last_name(folder) == wanted; });
    return rejected(why(a_folder ? "intake.not-plain" : "intake.missing-file", {{"file", wanted}}));
  }

  template <class Fits>
  std::vector<const FoundFile*> files_where(Fits fits) const {
    std::vector<const FoundFile*> found;
    for (const FoundFile& file : set_.files) {
      const std::string name(last_name(file.path));
      const bool given =
          std::find(lesson_.given_files.begin(), lesson_.given_files.end(), name) != lesson_.given_files.end() ||
          name == lesson_.driver;
      if (!given && fits(name)) found.push_back(&file);
    }
    return found;
  }

  Intake look_into(const FoundFile& archive, int archives_left) const {
    const std::string inner_name(last_name(archive.path));
    if (archives_left == 0) return rejected(why("intake.nested-archive", {{"file", inner_name}}));
    FileContent content = read(archive, largest_archive);
    if (content.refused) return rejected(*content.refused);
    const FileSet inner = read_archive(std::string_view(content.bytes), inner_name, student_limits);
    return Selection(lesson_, inner, name_).run(archives_left - 1);
  }

  FileContent read(const FoundFile& file, std::size_t limit) const {
    const std::string shown(last_name(file.path));
    if (file.kind == FileKind::hard_link) return {{}, why("intake.hard-link", {{"file", shown}})};
    if (file.kind != FileKind::plain) return {{}, why("intake.not-plain", {{"file", shown}})};
    return set_.store->read(file, limit);
  }

  Intake take_chosen() const {
    Submission submission;
    submission.name = name_;
    for (std::size_t i = 0; i < chosen_.size(); ++i) {
      FileContent content = read(*chosen_[i], largest_file);
      if (content.refused) return rejected(*content.refused);
      if (auto problem = no_source(content.bytes, lesson_.files[i])) return rejected(*problem);
      submission.files.push_back({lesson_.files[i], std::move(content.bytes)});
    }
    submission.ignored = others();
    submission.sha256 = digest(submission);
    return submission;
  }

  std::vector<std::string> others() const {
    std::vector<std::string> names;
    for (const FoundFile& file : set_.files)
      if (std::find(chosen_.begin(), chosen_.end(), &file) == chosen_.end()) names.push_back(terminal_safe(file.path));
    for (const std::string& path : set_.ignored)
      names.push_back(terminal_safe(path));
    std::sort(names.begin(), names.end());
    if (names.size() > most_ignored) {
      const std::size_t more = names.size() - most_ignored;
      names.resize(most_ignored);
      names.push_back("and " + std::to_string(more) + " more");
    }
    return names;
  }

  const Lesson& lesson_;
  const FileSet& set_;
  const std::string& name_;
  std::vector<const FoundFile*> chosen_;
  std::optional<Message> problem_;
};

}  // namespace

Intake select(const Lesson& lesson, const FileSet& set, const std::string& name) {
  return Selection(lesson, set, name).run(1);
}

Intake select(const Lesson& lesson, std::string bytes, const std::string& name) {
  const std::string& wanted = lesson.files.front();
  if (auto problem = no_source(bytes, wanted)) return Rejected{name, *std::move(problem)};
  Submission submission;
  submission.name = name;
  submission.files = {{wanted, std::move(bytes)}};
  submission.sha256 = digest(submission);
  return submission;
}

bool is_source(std::string_view name) {
  return is_one_of(unit_endings, ending(name)) || is_one_of(header_endings, ending(name));
}

}  // namespace threadmark::intake
