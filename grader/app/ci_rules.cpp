// Reads settings and lessons out of the right commit.
#include "grader/app/ci_rules.hpp"

#include <cstdlib>
#include <fstream>
#include <iterator>
#include <optional>
#include <system_error>
#include <utility>

#include "grader/app/lesson_access.hpp"
#include "grader/ci/lay_down.hpp"

namespace threadmark::app {
namespace {

namespace fs = std::filesystem;

std::vector<std::string> ids_of(const std::vector<Lesson>& lessons) {
  std::vector<std::string> ids;
  for (const Lesson& lesson : lessons)
    ids.push_back(lesson.id);
  return ids;
}

/// The bytes of the settings file at a commit's root; nothing when there is none.
Result<std::optional<std::string>> settings_at(const ci::Git& git, const std::string& commit) {
  if (commit.empty()) return std::nullopt;
  const auto entries = git.entries(commit);
  if (!entries) return fail(entries.error());
  for (const ci::TreeEntry& entry : *entries) {
    if (entry.name != ci::settings_name || !entry.is_file()) continue;
    auto bytes = git.blob(entry);
    if (!bytes) return fail(bytes.error());
    return *std::move(bytes);
  }
  return std::nullopt;
}

Result<std::string> settings_text(const ci::Git& git, const ci::Change& change, const fs::path& file) {
  if (file.empty()) {
    auto found = settings_at(git, change.rules);
    if (!found) return fail(found.error());
    return found->value_or("");
  }
  std::ifstream in(file, std::ios::binary);
  if (!in) return fail(input_error("The settings " + file.string() + " cannot be read."));
  return std::string(std::istreambuf_iterator<char>(in), {});
}

/// A private folder that goes with its last owner.
std::shared_ptr<const fs::path> temporary_folder() {
  std::string name = (fs::temp_directory_path() / "threadmark-lessons-XXXXXX").string();
  if (::mkdtemp(name.data()) == nullptr) return nullptr;
  return {new fs::path(name), [](const fs::path* path) {
            std::error_code ignored;
            fs::remove_all(*path, ignored);
            delete path;
          }};
}

Result<void> load_lessons(const ci::Git& git, const ci::Change& change, Installation installation, CiRules& rules) {
  const std::string& folder = rules.settings.exercises;
  if (!folder.empty() && !change.guarded_rules) {
    rules.remarks.push_back({"ci.own-lessons-ignored", {{"folder", folder}}});
  } else if (!folder.empty()) {
    rules.own = temporary_folder();
    if (!rules.own) return fail(environment_error("Cannot make a temporary folder for the base's lessons."));
    const fs::path lessons = *rules.own / "exercises";
    if (auto laid = ci::lay_down_folder(git, change.rules, folder, lessons); !laid) return fail(laid.error());
    use_lessons(installation, lessons);
  }
  auto lessons = open_lessons(installation, {});
  if (!lessons) return fail(lessons.error());
  rules.lessons = *std::move(lessons);
  return {};
}

}  // namespace

Result<CiRules> read_rules(const ci::Git& git, const ci::Change& change, const fs::path& file,
                           const Installation& installation) {
  const auto text = settings_text(git, change, file);
  if (!text) return fail(text.error());
  CiRules rules;
  // Which names of lessons are right is known only when the lessons are.
  rules.settings = ci::read_settings(*text, {}).settings;
  if (auto loaded = load_lessons(git, change, installation, rules); !loaded) return fail(loaded.error());
  auto reading = ci::read_settings(*text, ids_of(rules.lessons));
  if (!reading.problems.empty())
    return fail(
        input_error(ci::describe(file.empty() ? std::string(ci::settings_name) : file.string(), reading.problems)));
  return rules;
}

std::string problems_of_new_settings(const ci::Git& git, const ci::Change& change, const CiRules& rules) {
  const auto text = settings_at(git, change.head);
  if (!text || !*text) return {};
  return ci::describe(ci::settings_name, ci::read_settings(**text, ids_of(rules.lessons)).problems);
}

}  // namespace threadmark::app
