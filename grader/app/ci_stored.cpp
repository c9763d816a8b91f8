// The store of whole classes, used for single submissions.
#include "grader/app/ci_stored.hpp"

#include <algorithm>
#include <system_error>
#include <utility>

#include "grader/pipeline/build_identity.hpp"
#include "grader/pipeline/class_plan.hpp"

namespace threadmark::app {
namespace {

namespace fs = std::filesystem;

constexpr std::uintmax_t largest = std::uintmax_t{64} << 20;

void remove_results(const fs::path& file) {
  std::error_code ignored;
  for (const char* suffix : {"", "-wal", "-shm"})
    fs::remove(file.string() + suffix, ignored);
}

std::optional<store::Store> open_store(const fs::path& cache) {
  std::error_code error;
  fs::create_directories(cache, error);
  const fs::path file = cache / "results.db";
  if (const auto size = fs::file_size(file, error); !error && size > largest) remove_results(file);
  auto store = store::Store::open(file, true);
  if (!store) {
    remove_results(file);
    store = store::Store::open(file, true);
  }
  if (!store) return std::nullopt;
  return *std::move(store);
}

}  // namespace

bool brought_by(const ci::Git& git, const std::string& commit, const fs::path& folder) {
  std::error_code error;
  // Links on the way count where they lead: what is asked is where files would be read from.
  const fs::path real = fs::weakly_canonical(folder, error);
  const fs::path top = fs::weakly_canonical(git.top(), error);
  for (const fs::path& place : {real, folder.lexically_normal()}) {
    const auto [in_top, in_place] = std::mismatch(top.begin(), top.end(), place.begin(), place.end());
    if (in_top != top.end()) continue;
    if (in_place == place.end()) return true;
    const auto entries = git.entries(commit);
    if (!entries) return true;
    for (const ci::TreeEntry& entry : *entries)
      if (entry.name == in_place->string()) return true;
  }
  return false;
}

StoredResults::StoredResults(const fs::path& cache, const compile::Means& means,
                             const pipeline::GradeSettings& settings)
    : seed_(settings.seed) {
  if (cache.empty()) return;
  store_ = open_store(cache);
  means_ = {.toolchain = means.toolchain.id,
            .schedules = settings.schedules,
            .cross_checks = std::string(pipeline::name_of(settings.cross_checks)),
            .sandbox = std::string(sandbox::name_of(means.sandbox.level().level)),
            .threadmark = pipeline::build_identity(means.runtime)};
}

Result<store::Means> StoredResults::means_for(const Lesson& lesson) {
  store::Means means = means_;
  means.seed = seed_.value_or(lesson.explore.seed);
  auto version = store_->lesson_version(lesson.id, lesson.title, lesson.spec_sha256);
  if (!version) return fail(version.error());
  means.lesson = *version;
  return means;
}

std::optional<Grade> StoredResults::find(const Lesson& lesson, const Submission& submission) {
  const std::lock_guard lock(mutex_);
  if (!store_) return std::nullopt;
  const auto means = means_for(lesson);
  const auto content = store_->content(submission);
  if (!means || !content) return std::nullopt;
  const auto outcome = store_->outcome_of(*content, *means);
  if (!outcome || *outcome == 0) return std::nullopt;
  auto grade = store_->grade(*outcome, submission.name);
  if (!grade) return std::nullopt;
  return *std::move(grade);
}

void StoredResults::keep(const Lesson& lesson, const Submission& submission, const Grade& grade) {
  const std::lock_guard lock(mutex_);
  if (!store_ || grade.verdict == Verdict::grader_error) return;
  store::Transaction transaction(store_->database());
  const auto means = means_for(lesson);
  const auto content = store_->content(submission);
  if (!means || !content || !store_->add_outcome(grade, *content, *means)) return;
  (void)transaction.commit();
}

}  // namespace threadmark::app
