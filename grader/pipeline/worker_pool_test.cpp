// Tests of workers: answers come back whole, whoever dies is replaced, an interruption stops everything.
#include "grader/pipeline/worker_pool.hpp"

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <map>

#include <gtest/gtest.h>
#include <signal.h>
#include <unistd.h>

namespace threadmark::pipeline {
namespace {

using std::chrono::steady_clock;

class WorkerPoolTest : public testing::Test {
 protected:
  /// The answers to so many jobs.
  std::map<std::size_t, Answer> answers(WorkerPool& pool, std::size_t jobs) {
    std::map<std::size_t, Answer> found;
    for (std::size_t job = 0; job < jobs; ++job)
      pool.add(job);
    const auto begin = steady_clock::now();
    while (!pool.idle() && steady_clock::now() - begin < std::chrono::seconds(60)) {
      auto some = pool.wait(1000, interruption_);
      EXPECT_TRUE(some) << (some ? "" : some.error().message);
      if (!some) break;
      for (Answer& answer : *some)
        found.emplace(answer.job, std::move(answer));
    }
    return found;
  }

  Interruption interruption_;
  const sandbox::Sandbox sandbox_ = sandbox::Sandbox::at(sandbox::Level::off);
  const std::string scratch_ = std::filesystem::temp_directory_path().string();
};

Grade grade_of_job(std::size_t job) {
  Grade grade;
  grade.submission = "job " + std::to_string(job);
  grade.verdict = Verdict::passed;
  return grade;
}

TEST_F(WorkerPoolTest, AnswersEveryJobOnce) {
  const GradeJob grade = grade_of_job;
  WorkerPool pool(3, grade, sandbox_, scratch_);
  const auto found = answers(pool, 20);
  ASSERT_EQ(found.size(), 20u);
  for (const auto& [job, answer] : found) {
    ASSERT_TRUE(answer.grade);
    EXPECT_EQ(answer.grade->submission, "job " + std::to_string(job));
  }
}

TEST_F(WorkerPoolTest, BringsLargeGradesHomeWhole) {
  const GradeJob grade = [](std::size_t job) {
    Grade large = grade_of_job(job);
    large.problem = std::string(1'000'000, 'x');
    return large;
  };
  WorkerPool pool(2, grade, sandbox_, scratch_);
  for (const auto& [job, answer] : answers(pool, 4)) {
    ASSERT_TRUE(answer.grade);
    EXPECT_EQ(answer.grade->problem.size(), 1'000'000u);
  }
}

TEST_F(WorkerPoolTest, GivesUpTheJobThatKillsItsWorkerAndNoOther) {
  const GradeJob grade = [](std::size_t job) {
    if (job == 3) {
      ::signal(SIGSEGV, SIG_DFL);  // AddressSanitizer would make an exit status of it
      ::raise(SIGSEGV);
    }
    if (job == 5) ::_exit(7);
    return grade_of_job(job);
  };
  WorkerPool pool(2, grade, sandbox_, scratch_);
  const auto found = answers(pool, 8);
  ASSERT_EQ(found.size(), 8u);
  for (const auto& [job, answer] : found)
    EXPECT_EQ(answer.grade.has_value(), job != 3 && job != 5) << job;
  EXPECT_NE(found.at(3).trouble.find("signal 11"), std::string::npos) << found.at(3).trouble;
  EXPECT_NE(found.at(5).trouble.find("status 7"), std::string::npos) << found.at(5).trouble;
}

TEST_F(WorkerPoolTest, TriesAJobOnceMoreThatDiedByChance) {
  const std::string mark = scratch_ + "/threadmark-worker-test-" + std::to_string(::getpid());
  const GradeJob grade = [&](std::size_t job) {
    if (job == 1 && !std::filesystem::exists(mark)) {
      std::ofstream(mark) << "died once";
      ::raise(SIGKILL);
    }
    return grade_of_job(job);
  };
  WorkerPool pool(2, grade, sandbox_, scratch_);
  const auto found = answers(pool, 3);
  std::filesystem::remove(mark);
  ASSERT_EQ(found.size(), 3u);
  EXPECT_TRUE(found.at(1).grade);
}

TEST_F(WorkerPoolTest, StopsAtOnceWhenInterrupted) {
  const GradeJob grade = [](std::size_t job) {
    ::sleep(30);
    return grade_of_job(job);
  };
  const auto begin = steady_clock::now();
  {
    WorkerPool pool(2, grade, sandbox_, scratch_);
    pool.add(0);
    pool.add(1);
    ASSERT_TRUE(pool.wait(100, interruption_));
    EXPECT_EQ(pool.running().size(), 2u);
    ::raise(SIGINT);
    ASSERT_TRUE(interruption_.raised());
    const auto none = pool.wait(60'000, interruption_);
    ASSERT_TRUE(none);
    EXPECT_TRUE(none->empty());
  }
  EXPECT_LT(steady_clock::now() - begin, std::chrono::seconds(2));
}

}  // namespace
}  // namespace threadmark::pipeline
