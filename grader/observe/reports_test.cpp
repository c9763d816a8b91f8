// Tests of reading other tools' reports: real logs of the programs in testdata/, and damaged ones.
#include <cstdint>
#include <cstdlib>
#include <fstream>
#include <string>

#include <gtest/gtest.h>

#include "grader/observe/gtest_xml.hpp"
#include "grader/observe/tsan_log.hpp"
#include "grader/observe/valgrind_xml.hpp"
#include "grader/words/words.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size);  // reports_fuzz.cpp

namespace threadmark::observe {
namespace {

std::string testdata(const std::string& name) {
  std::ifstream file(std::string(THREADMARK_SOURCE_DIR) + "/grader/observe/testdata/" + name, std::ios::binary);
  EXPECT_TRUE(file) << name;
  return std::string(std::istreambuf_iterator<char>(file), {});
}

SourceFiles student(const std::string& name) {
  SourceFiles files;
  files.add(name);
  return files;
}

/// `kind line (related lines)` of each finding, one a line; every message is rendered on the way.
std::string summary(const std::vector<Finding>& findings) {
  setenv("THREADMARK_STRICT_WORDS", "1", 1);
  std::string all;
  for (const Finding& finding : findings) {
    EXPECT_FALSE(words::render(finding.message).empty());
    all += std::string(name_of(finding.kind)) + " " + std::to_string(finding.where.line);
    for (const RelatedPlace& related : finding.related) {
      EXPECT_FALSE(words::render(related.message).empty());
      all += " " + std::to_string(related.where.line);
    }
    all += finding.severity == Severity::warning ? " warning\n" : "\n";
  }
  return all;
}

std::string tsan(const std::string& log, const std::string& source) {
  return summary(read_tsan_log(testdata(log), student(source)));
}

std::string valgrind(const std::string& report, const std::string& source) {
  return summary(read_valgrind_xml(testdata(report), student(source)));
}

TEST(TsanLog, PlacesBothAccessesOfARaceAndTheStartsOfTheirThreads) {
  for (const char* log : {"tsan_race.clang.log", "tsan_race.gcc.log"}) {
    const auto findings = read_tsan_log(testdata(log), student("race.cpp"));
    ASSERT_GE(findings.size(), 2U);
    const Finding& counter = findings[0];
    EXPECT_EQ(counter.kind, FindingKind::data_race);
    EXPECT_EQ(counter.where, (Location{"race.cpp", 10}));
    EXPECT_EQ(counter.message.args.at("object"), "counter");
    EXPECT_EQ(counter.message.args.at("function"), "worker");
    EXPECT_EQ(counter.backend, "tsan");
    ASSERT_EQ(counter.related.size(), 3U);
    EXPECT_EQ(counter.related[0].where.line, 10);
    EXPECT_EQ(counter.related[1].where.line, 16);  // the thread that wrote second, as the log has it
    EXPECT_EQ(counter.related[2].where.line, 15);
  }
}

TEST(TsanLog, ARaceInsideAVectorIsTheLineThatCalledIt) {
  for (const char* log : {"tsan_race.clang.log", "tsan_race.gcc.log"}) {
    const auto findings = read_tsan_log(testdata(log), student("race.cpp"));
    ASSERT_GE(findings.size(), 2U);
    EXPECT_EQ(findings[1].where, (Location{"race.cpp", 11})) << log;
    for (const Finding& finding : findings)
      EXPECT_GT(finding.where.line, 0);
  }
}

TEST(TsanLog, TellsLockOrdersAsWarningsAndMisusesAsErrors) {
  for (const char* log : {"tsan_locks.clang.log", "tsan_locks.gcc.log"})
    EXPECT_EQ(tsan(log, "locks.cpp"), "lock-order 11 10 16 15 20 22 warning\nlock-misuse 24 24\n") << log;
}

TEST(TsanLog, TellsFreedMemorySignalHandlersAndThreadsLeftBehind) {
  EXPECT_EQ(tsan("tsan_heap.gcc.log", "heap.cpp"), "memory-error 13 20 12 19\nlock-misuse 16 warning\nleak 27\n");
  EXPECT_EQ(tsan("tsan_heap.clang.log", "heap.cpp"), "memory-error 13 20 19\nlock-misuse 16 warning\nleak 27\n");
}

TEST(TsanLog, TellsWhereAProgramCrashed) {
  for (const char* log : {"tsan_crash.clang.log", "tsan_crash.gcc.log"}) {
    const auto findings = read_tsan_log(testdata(log), student("crash.cpp"));
    ASSERT_EQ(findings.size(), 1U) << log;
    EXPECT_EQ(findings[0].kind, FindingKind::crash);
    EXPECT_EQ(findings[0].where.line, 3);
    EXPECT_EQ(findings[0].message.args.at("function"), "sum");
    EXPECT_EQ(findings[0].message.args.at("what"), "SEGV");
  }
}

TEST(TsanLog, WithoutAFrameOfTheStudentsThereIsNoLine) {
  const auto findings = read_tsan_log(testdata("tsan_race.gcc.log"), student("other.cpp"));
  ASSERT_FALSE(findings.empty());
  EXPECT_EQ(findings[0].where.line, 0);
  EXPECT_TRUE(findings[0].related.empty());
}

TEST(TsanLog, FallsBackToTheFirstStackThatTheStudentIsIn) {
  const auto findings = read_tsan_log(
      "WARNING: ThreadSanitizer: data race (pid=1)\n"
      "  Write of size 4 at 0x1 by thread T1:\n    #0 f() /usr/include/c++/12/a.h:3 (x+0x1)\n\n"
      "  Thread T1 (tid=2, running) created by main thread at:\n    #0 pthread_create <null> (x+0x2)\n"
      "    #1 main a folder/solution.cpp:9:4 (x+0x3)\n\nSUMMARY: ThreadSanitizer: data race\n",
      student("solution.cpp"));
  ASSERT_EQ(findings.size(), 1U);
  EXPECT_EQ(findings[0].where, (Location{"solution.cpp", 9}));
}

TEST(TsanLog, IsNotImpressedByOutputThatLooksALittleLikeIt) {
  EXPECT_TRUE(
      read_tsan_log("hello\n#0 main solution.cpp:1\nSUMMARY: ThreadSanitizer: data race\n", student("a")).empty());
  EXPECT_TRUE(read_tsan_log("WARNING: ThreadSanitizer: something unheard of (pid=1)\n", student("a")).empty());
  EXPECT_TRUE(read_tsan_log("", student("a")).empty());
}

TEST(ValgrindXml, ReadsMemcheck) {
  EXPECT_EQ(valgrind("memcheck_leak.xml", "leak.cpp"),
            "memory-error 13 12\nmemory-error 15 14 12\nmemory-error 16 14 12\nmemory-error 18\nleak 7\n");
}

TEST(ValgrindXml, ReadsTheSignalThatEndedAProgram) {
  const auto findings = read_valgrind_xml(testdata("memcheck_crash.xml"), student("crash.cpp"));
  ASSERT_FALSE(findings.empty());
  EXPECT_EQ(findings.back().kind, FindingKind::crash);
  EXPECT_EQ(findings.back().where.line, 3);
  EXPECT_EQ(findings.back().message.args.at("what"), "SIGSEGV");
}

TEST(ValgrindXml, ReadsHelgrindAndDrd) {
  for (const char* report : {"helgrind_race.xml", "drd_race.xml"}) {
    const auto findings = read_valgrind_xml(testdata(report), student("race.cpp"));
    ASSERT_FALSE(findings.empty()) << report;
    EXPECT_EQ(findings[0].kind, FindingKind::data_race);
    EXPECT_EQ(findings[0].where, (Location{"race.cpp", 10})) << report;
    EXPECT_EQ(findings[0].backend, std::string(report).substr(0, std::string(report).find('_')));
  }
  EXPECT_EQ(valgrind("drd_locks.xml", "locks.cpp").substr(0, 15), "lock-misuse 24\n");
  const std::string helgrind = valgrind("helgrind_locks.xml", "locks.cpp");
  EXPECT_NE(helgrind.find("lock-order 16"), std::string::npos) << helgrind;
  EXPECT_NE(helgrind.find("lock-misuse 24\n"), std::string::npos) << helgrind;
}

TEST(GtestXml, ReadsOutcomesMessagesAndPlaces) {
  const auto outcomes = read_gtest_xml(testdata("gtest_queue.xml"));
  ASSERT_TRUE(outcomes);
  ASSERT_EQ(outcomes->size(), 3U);
  EXPECT_EQ((*outcomes)[0].suite + "." + (*outcomes)[0].name, "Queue.Fifo");
  EXPECT_TRUE((*outcomes)[0].passed);
  EXPECT_TRUE((*outcomes)[0].message.empty());
  EXPECT_FALSE((*outcomes)[1].passed);
  EXPECT_EQ((*outcomes)[1].driver, (Location{"gtest.cpp", 4}));
  EXPECT_EQ((*outcomes)[1].message.substr(0, 30), "Expected equality of these val");
  EXPECT_EQ((*outcomes)[2].driver.line, 0);
  EXPECT_NE((*outcomes)[2].message.find("boom"), std::string::npos);
}

TEST(GtestXml, AReportThatWasCutOffProvesNothing) {
  const std::string whole = testdata("gtest_queue.xml");
  EXPECT_FALSE(read_gtest_xml(whole.substr(0, whole.size() / 2)));
  EXPECT_FALSE(read_gtest_xml("<other/>"));
  EXPECT_FALSE(read_gtest_xml(""));
}

TEST(Reports, EveryPrefixAndManyDamagedCopiesAreReadWithoutHarm) {
  for (const char* name : {"tsan_locks.clang.log", "tsan_heap.gcc.log", "tsan_crash.clang.log", "drd_locks.xml",
                           "memcheck_leak.xml", "gtest_queue.xml"}) {
    const std::string whole = testdata(name);
    const auto read_all = [](const std::string& text) {
      LLVMFuzzerTestOneInput(reinterpret_cast<const std::uint8_t*>(text.data()), text.size());
    };
    for (std::size_t length = 0; length < whole.size(); length += 41)
      read_all(whole.substr(0, length));
    for (unsigned round = 0; round < 100; ++round) {
      std::string damaged = whole;
      for (unsigned i = 0; i < 20; ++i)
        damaged[(round * 7919UL + i * 104729UL) % damaged.size()] = static_cast<char>(round * 31 + i * 17);
      read_all(damaged);
    }
  }
}

TEST(Reports, AFloodOfReportsIsCutOff) {
  std::string flood;
  for (int i = 0; i < 5000; ++i)
    flood += "WARNING: ThreadSanitizer: data race (pid=1)\n  Write of size 4:\n    #0 f() /s/a.cpp:" +
             std::to_string(i + 1) + ":1 (x+0x1)\n\n";
  EXPECT_EQ(read_tsan_log(flood, student("a.cpp")).size(), 200U);
  EXPECT_TRUE(read_tsan_log(std::string(10'000'000, '#'), student("a.cpp")).empty());
}

}  // namespace
}  // namespace threadmark::observe
