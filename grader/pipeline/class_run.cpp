// The run, written out: choose the run, plan, preflight, grade, store.
#include "grader/pipeline/class_run.hpp"

#include <chrono>
#include <optional>
#include <set>
#include <utility>

#include "grader/pipeline/build_identity.hpp"
#include "grader/pipeline/preflight.hpp"
#include "grader/pipeline/private_folder.hpp"
#include "grader/pipeline/worker_pool.hpp"

namespace threadmark::pipeline {
namespace {

constexpr int look_every_ms = 200;

store::RunHeader header_of(const ClassOrder& order, const std::string& build) {
  return {.source = order.source_path.string(),
          .shape = order.source.shape,
          .jobs = order.jobs,
          .toolchain = order.means.toolchain.id,
          .sandbox = std::string(sandbox::name_of(order.means.sandbox.level().level)),
          .cross_checks = std::string(name_of(order.settings.cross_checks)),
          .seed = order.settings.seed,
          .schedules = order.settings.schedules,
          .threadmark = build};
}

std::string count_of(const store::RunRow& run) {
  return std::to_string(run.entries - run.open) + " of " + std::to_string(run.entries) + " submissions";
}

/// Whether a run was begun in the same way; with how many jobs does not matter.
bool same_way(store::RunHeader before, const store::RunHeader& now) {
  before.jobs = now.jobs;
  return before == now;
}

/// The run that is gone on with, or a new one.
Result<std::int64_t> choose_run(store::Store& store, const ClassOrder& order, const std::string& build,
                                ClassWatcher& watcher) {
  const store::RunHeader header = header_of(order, build);
  const auto newest = store.newest_run(header.source);
  if (!newest) return fail(newest.error());
  const bool unfinished =
      *newest && ((*newest)->state == store::RunState::running || (*newest)->state == store::RunState::stopped);
  const bool again = *newest && order.choice.retry_errors;
  const bool wanted = (order.resume && unfinished) || again;
  if (wanted && same_way((*newest)->header, header)) {
    watcher.say("run " + std::to_string((*newest)->id) + " is resumed: " + count_of(**newest) + " are done");
    if (auto set = store.set_state((*newest)->id, store::RunState::running); !set) return fail(set.error());
    return (*newest)->id;
  }
  if (wanted)
    watcher.say("run " + std::to_string((*newest)->id) +
                " was begun in another way (compiler, sandbox, seed, schedules, cross-checks or version), so a new run "
                "begins");
  if (order.resume && !wanted) watcher.say("there is nothing to resume, so a new run begins");
  if (unfinished) {
    if (!wanted)
      watcher.say("run " + std::to_string((*newest)->id) + " was not finished (" + count_of(**newest) +
                  "); its results stay and are used again, and a new run begins (--resume would have gone on with it)");
    if (auto set = store.set_state((*newest)->id, store::RunState::abandoned); !set) return fail(set.error());
  }
  return store.begin_run(header);
}

/// One run over a class from its plan to its end.
class ClassRun {
 public:
  ClassRun(store::Store& store, const ClassOrder& order, ClassWatcher& watcher, const Interruption& interruption,
           std::int64_t run, ClassPlan plan)
      : store_(store),
        order_(order),
        watcher_(watcher),
        interruption_(interruption),
        run_(run),
        plan_(std::move(plan)) {
    progress_.total = plan_.entries;
    progress_.nothing = plan_.nothing;
    progress_.kept = plan_.kept;
    progress_.served = plan_.served;
    progress_.verdicts = plan_.settled;
    progress_.done = plan_.nothing;
    for (const auto& [verdict, count] : plan_.settled)
      progress_.done += count;
  }

  Result<ClassEnd> grade() {
    if (!plan_.jobs.empty() && !interruption_.raised())
      if (auto graded = grade_jobs(); !graded) {
        (void)store_.set_state(run_, store::RunState::stopped);
        return fail(graded.error());
      }
    const bool stopped = interruption_.raised() && progress_.done < progress_.total;
    const auto state = stopped ? store::RunState::stopped : store::RunState::completed;
    if (auto set = store_.set_state(run_, state); !set) return fail(set.error());
    return ClassEnd{.run = run_, .progress = progress_, .signal = stopped ? interruption_.signal() : 0};
  }

 private:
  Result<void> grade_jobs() {
    auto folder = PrivateFolder::make();
    if (!folder) return fail(folder.error());
    if (auto found = find_probes(); !found) return found;
    GradeSettings settings = order_.settings;
    settings.scratch = folder->path();
    const GradeJob grade = [&](std::size_t job) {
      const bool probe = job < probes_.size();
      const Lesson& lesson = probe ? *probes_[job].lesson : *plan_.jobs[job - probes_.size()].lesson;
      const Submission& work = probe ? probes_[job].submission : plan_.jobs[job - probes_.size()].submission;
      return grade_one(order_.means, lesson, work, settings);
    };
    WorkerPool pool(order_.jobs, grade, order_.means.sandbox, folder->path().string());
    if (auto ready = preflight(pool); !ready) return ready;
    for (std::size_t job = 0; job < plan_.jobs.size(); ++job)
      pool.add(probes_.size() + job);
    return grade_all(pool);
  }

  Result<void> find_probes() {
    std::set<const Lesson*> lessons;
    for (const ClassJob& job : plan_.jobs)
      lessons.insert(job.lesson);
    for (const Lesson* lesson : lessons) {
      auto probes = probes_of(*lesson, order_.reference);
      if (!probes) return fail(probes.error());
      if (probes->empty())
        watcher_.say("the lesson " + lesson->id + " has no solutions of its own, so this machine is not tried with it");
      for (Probe& probe : *probes)
        probes_.push_back(std::move(probe));
    }
    return {};
  }

  Result<void> preflight(WorkerPool& pool) {
    for (std::size_t job = 0; job < probes_.size(); ++job)
      pool.add(job);
    while (!pool.idle() && !interruption_.raised()) {
      auto answers = pool.wait(look_every_ms, interruption_);
      if (!answers) return fail(answers.error());
      for (const Answer& answer : *answers) {
        const Probe& probe = probes_.at(answer.job);
        const std::string what = answer.grade ? unmet(probe, *answer.grade)
                                              : "grading the lesson's own solution " + probe.lesson->id + "/" +
                                                    probe.submission.name + " failed: " + answer.trouble;
        if (!what.empty())
          return fail(environment_error("This grader or this machine is broken, and nobody was graded: " + what +
                                        ". threadmark doctor and threadmark verify " + probe.lesson->id +
                                        " may say more."));
      }
      show(pool);
    }
    return {};
  }

  Result<void> grade_all(WorkerPool& pool) {
    begin_ = std::chrono::steady_clock::now();
    while (!pool.idle() && !interruption_.raised()) {
      auto answers = pool.wait(look_every_ms, interruption_);
      if (!answers) return fail(answers.error());
      for (Answer& answer : *answers) {
        const ClassJob& job = plan_.jobs.at(answer.job - probes_.size());
        if (auto stored = store_answer(job, std::move(answer)); !stored) return stored;
      }
      show(pool);
    }
    return {};
  }

  Grade without_grade(const ClassJob& job, const std::string& trouble) const {
    Grade grade;
    grade.lesson = job.lesson->id;
    for (const SubmittedFile& file : job.submission.files)
      grade.files.push_back(file.path);
    grade.sha256 = job.submission.sha256;
    grade.max_score = job.lesson->max_score;
    grade.seed = job.means.seed;
    grade.sandbox = job.means.sandbox;
    grade.toolchain = job.means.toolchain;
    grade.threadmark = THREADMARK_VERSION;
    grade.problem = trouble;
    return grade;
  }

  Result<void> store_answer(const ClassJob& job, Answer answer) {
    const Grade grade = answer.grade ? *std::move(answer.grade) : without_grade(job, answer.trouble);
    store::Transaction transaction(store_.database());
    const auto outcome = store_.add_outcome(grade, job.content, job.means);
    if (!outcome) return fail(outcome.error());
    bool first = true;
    for (const std::int64_t submission : job.submissions) {
      if (auto settled = store_.settle(run_, submission, *outcome, !first); !settled) return settled;
      first = false;
    }
    if (auto committed = transaction.commit(); !committed) return committed;
    const int count = static_cast<int>(job.submissions.size());
    progress_.verdicts[grade.verdict] += count;
    progress_.done += count;
    progress_.graded += count;
    if (grade.verdict == Verdict::grader_error)
      watcher_.say("grader error: " + job.names.front() + ": " + grade.problem);
    return {};
  }

  void show(const WorkerPool& pool) {
    progress_.running.clear();
    for (const std::size_t job : pool.running())
      progress_.running.push_back(job < probes_.size() ? probes_[job].submission.name
                                                       : plan_.jobs[job - probes_.size()].names.front());
    if (begin_) progress_.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - *begin_).count();
    watcher_.progress(progress_);
  }

  store::Store& store_;
  const ClassOrder& order_;
  ClassWatcher& watcher_;
  const Interruption& interruption_;
  std::int64_t run_;
  ClassPlan plan_;
  std::vector<Probe> probes_;
  ClassProgress progress_;
  std::optional<std::chrono::steady_clock::time_point> begin_;
};

}  // namespace

Result<ClassEnd> run_class(store::Store& store, const ClassOrder& order, ClassWatcher& watcher,
                           const Interruption& interruption) {
  const std::string build = build_identity(order.means.runtime);
  const auto run = choose_run(store, order, build, watcher);
  if (!run) return fail(run.error());
  const CommonMeans common{.toolchain = order.means.toolchain.id,
                           .sandbox = std::string(sandbox::name_of(order.means.sandbox.level().level)),
                           .build = build,
                           .settings = order.settings};
  auto plan = plan_class(store, *run, order.source, order.lessons, common, order.choice);
  if (!plan) return fail(plan.error());
  ClassRun class_run(store, order, watcher, interruption, *run, *std::move(plan));
  auto end = class_run.grade();
  if (end) watcher.progress(end->progress);
  return end;
}

}  // namespace threadmark::pipeline
