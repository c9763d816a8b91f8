// Going through a class once, in one transaction.
#include "grader/pipeline/class_plan.hpp"

#include <set>
#include <utility>
#include <variant>

#include "grader/words/words.hpp"

namespace threadmark::pipeline {
namespace {

class Planner {
 public:
  Planner(store::Store& store, std::int64_t run, const std::map<std::string, Lesson>& lessons,
          const CommonMeans& common, const PlanChoice& choice)
      : store_(store), run_(run), lessons_(lessons), common_(common), choice_(choice) {}

  Result<void> add(const intake::ClassEntry& entry) {
    ++plan_.entries;
    auto submission = store_.submission(entry.lesson, entry.students);
    if (!submission) return fail(submission.error());
    // Two pieces of work of the same student for the same lesson are told apart by where they came from.
    if (!seen_.insert(*submission).second) {
      submission = store_.submission(entry.lesson, entry.students, entry.source);
      if (!submission) return fail(submission.error());
      if (!seen_.insert(*submission).second) return {};
    }
    store::EntryRow row{.students = entry.students, .lesson = entry.lesson, .source = entry.source, .late = entry.late};
    row.ignored = entry.ignored;
    row.nothing = entry.nothing;
    row.name = names_of(entry.students);
    const auto lesson = lessons_.find(entry.lesson);
    if (row.nothing.empty() && lesson == lessons_.end()) row.nothing = "there is no lesson `" + entry.lesson + "`";
    if (row.nothing.empty()) return take(*submission, entry, lesson->second, std::move(row));
    ++plan_.nothing;
    return store_.enter(run_, *submission, row);
  }

  ClassPlan plan() && { return std::move(plan_); }

 private:
  static std::string names_of(const std::vector<Student>& students) {
    std::string names;
    for (const Student& student : students)
      names += (names.empty() ? "" : ", ") + (student.name.empty() ? student.key : student.name);
    return names;
  }

  Result<store::Means> means_for(const Lesson& lesson) {
    store::Means means{.toolchain = common_.toolchain,
                       .seed = common_.settings.seed.value_or(lesson.explore.seed),
                       .schedules = common_.settings.schedules,
                       .cross_checks = std::string(name_of(common_.settings.cross_checks)),
                       .sandbox = common_.sandbox,
                       .threadmark = common_.build};
    auto version = store_.lesson_version(lesson.id, lesson.title, lesson.spec_sha256);
    if (!version) return fail(version.error());
    means.lesson = *version;
    return means;
  }

  Result<void> take(std::int64_t submission, const intake::ClassEntry& entry, const Lesson& lesson,
                    store::EntryRow row) {
    auto taken = intake::take(lesson, entry);
    if (!taken) return fail(taken.error());
    auto means = means_for(lesson);
    if (!means) return fail(means.error());
    row.lesson_version = means->lesson;
    if (const auto* rejected = std::get_if<intake::Rejected>(&*taken))
      return reject(submission, row, lesson, *means, words::render(rejected->why));
    auto& work = std::get<Submission>(*taken);
    row.ignored.insert(row.ignored.end(), work.ignored.begin(), work.ignored.end());
    auto content = store_.content(work);
    if (!content) return fail(content.error());
    row.content = *content;
    if (auto entered = store_.enter(run_, submission, row); !entered) return entered;
    const auto state = store_.entry(run_, submission);
    if (!state) return fail(state.error());
    if (keeps(*state)) return {};
    return serve_or_do(submission, lesson, std::move(work), *means, row);
  }

  /// Whether this run has graded it already.
  bool keeps(const std::optional<store::EntryState>& state) {
    if (!state || state->outcome == 0) return false;
    if (choice_.retry_errors && state->verdict == Verdict::grader_error) return false;
    ++plan_.kept;
    ++plan_.settled[state->verdict];
    return true;
  }

  Result<void> serve_or_do(std::int64_t submission, const Lesson& lesson, Submission work, const store::Means& means,
                           const store::EntryRow& row) {
    if (choice_.use_stored) {
      const auto stored = store_.outcome_of(row.content, means);
      if (!stored) return fail(stored.error());
      if (*stored != 0) return serve(submission, *stored);
      if (const auto same = jobs_.find({row.content, means.lesson}); same != jobs_.end()) {
        plan_.jobs.at(same->second).submissions.push_back(submission);
        plan_.jobs.at(same->second).names.push_back(row.name);
        return {};
      }
      jobs_.emplace(std::pair(row.content, means.lesson), plan_.jobs.size());
    }
    work.name = row.name;
    plan_.jobs.push_back({.lesson = &lesson,
                          .submission = std::move(work),
                          .content = row.content,
                          .means = means,
                          .submissions = {submission},
                          .names = {row.name}});
    return {};
  }

  Result<void> serve(std::int64_t submission, std::int64_t outcome) {
    const auto verdict = store_.verdict(outcome);
    if (!verdict) return fail(verdict.error());
    ++plan_.served;
    ++plan_.settled[*verdict];
    return store_.settle(run_, submission, outcome, true);
  }

  /// What cannot be taken has its outcome at once.
  Result<void> reject(std::int64_t submission, const store::EntryRow& row, const Lesson& lesson,
                      const store::Means& means, const std::string& why) {
    if (auto entered = store_.enter(run_, submission, row); !entered) return entered;
    auto outcome = store_.rejection_of(means.lesson, why);
    if (outcome && *outcome == 0) {
      Grade grade;
      grade.lesson = lesson.id;
      grade.verdict = Verdict::rejected;
      grade.score = 0;
      grade.max_score = lesson.max_score;
      grade.threadmark = THREADMARK_VERSION;
      grade.problem = why;
      outcome = store_.add_outcome(grade, 0, means);
    }
    if (!outcome) return fail(outcome.error());
    ++plan_.settled[Verdict::rejected];
    return store_.settle(run_, submission, *outcome, false);
  }

  store::Store& store_;
  std::int64_t run_;
  const std::map<std::string, Lesson>& lessons_;
  const CommonMeans& common_;
  const PlanChoice& choice_;
  ClassPlan plan_;
  std::set<std::int64_t> seen_;
  std::map<std::pair<std::int64_t, std::int64_t>, std::size_t> jobs_;
};

}  // namespace

std::string_view name_of(CrossChecks choice) {
  if (choice == CrossChecks::none) return "none";
  return choice == CrossChecks::all ? "all" : "tsan";
}

Result<ClassPlan> plan_class(store::Store& store, std::int64_t run, const intake::ClassSource& source,
                             const std::map<std::string, Lesson>& lessons, const CommonMeans& common,
                             const PlanChoice& choice) {
  store::Transaction transaction(store.database());
  Planner planner(store, run, lessons, common, choice);
  for (const intake::ClassEntry& entry : source.entries)
    if (auto added = planner.add(entry); !added) return fail(added.error());
  if (auto committed = transaction.commit(); !committed) return fail(committed.error());
  return std::move(planner).plan();
}

}  // namespace threadmark::pipeline
