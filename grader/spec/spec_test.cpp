// Tests of reading specs: what a good one gives, and every mistake with its place and remedy.
#include "grader/spec/spec.hpp"

#include <cstdlib>
#include <fstream>

#include <gtest/gtest.h>

#include "grader/model/toolchain.hpp"
#include "grader/spec/lesson_folders.hpp"

namespace threadmark::spec {
namespace {

namespace fs = std::filesystem;

/// A lesson's folder in a temporary directory, gone with the test.
class SpecTest : public testing::Test {
 protected:
  SpecTest() {
    std::string pattern = (fs::temp_directory_path() / "spec-test-XXXXXX").string();
    root_ = mkdtemp(pattern.data());
    folder_ = root_ / "queue";
    fs::create_directories(folder_ / "starter");
  }
  ~SpecTest() override { fs::remove_all(root_); }

  void write(const std::string& name, const std::string& content) { std::ofstream(folder_ / name) << content; }

  SpecReading read(const std::string& spec) {
    write("spec.yaml", spec);
    return read_lesson(folder_);
  }

  /// The problems as "line:column: message", one a line.
  std::string problems_of(const std::string& spec) {
    SpecReading reading = read(spec);
    return describe("s", std::move(reading.problems));
  }

  fs::path root_;
  fs::path folder_;
};

constexpr const char* head = "id: queue\ntitle: A queue\ntopic: threads\nkind: program\n";
constexpr const char* check = "checks:\n  - {id: a, title: A, type: exit, status: 0}\n";

TEST_F(SpecTest, ReadsEveryKeyOfAProgram) {
  write("starter/given.hpp", "");
  const SpecReading reading = read(R"(id: queue
title: A queue
topic: processes
kind: program
files: [solution.cpp, more.cpp]
given: [given.hpp]
coroutines: true
must-block: true
toolchain: clang-19
explore: {schedules: 2000, steps: 5000, seed: 7, strategy: pct}
limits: {memory-mb: 64, processes: 5, output-kb: 10, file-kb: 20, cpu-s: 1.5, wall-s: 3}
policy: {allow: [dlsym], forbid: [std::barrier]}
cases:
  - id: three
    args: [a, -b]
    stdin: "1\n2\n"
    env: {X: "1"}
    files: {ticket.json: '{"count": 3}'}
    vars: {N: 3}
lines:
  start: '<name:a|b> start'
  rest: 'rest'
files-after:
  ticket: {path: ticket.json, pattern: '{"count":<count:int>}'}
checks:
  - id: order
    title: In order
    type: order
    points: 2.5
    first: start
    hint: Look at it.
    needs: [other]
    cases: [three]
    when: sometimes
    time: exact
    finding: not-concurrent
  - {id: other, title: Other, type: count, points: 3, bonus: true, counts: {start: 2}}
)");
  ASSERT_EQ(describe(reading.file, reading.problems), "");
  const Lesson& lesson = reading.lesson;
  EXPECT_EQ(lesson.topic, "processes");
  EXPECT_EQ(lesson.kind, LessonKind::program);
  EXPECT_EQ(lesson.files, (std::vector<std::string>{"solution.cpp", "more.cpp"}));
  EXPECT_TRUE(lesson.coroutines);
  EXPECT_TRUE(lesson.must_block);
  EXPECT_EQ(lesson.toolchain, "clang-19");
  EXPECT_EQ(lesson.explore.schedules, 2000);
  EXPECT_EQ(lesson.explore.seed, 7u);
  EXPECT_EQ(lesson.explore.strategy, "pct");
  EXPECT_EQ(lesson.limits.memory_mb, 64);
  EXPECT_EQ(lesson.limits.cpu_s, 1.5);
  EXPECT_EQ(lesson.policy.forbid, std::vector<std::string>{"std::barrier"});
  ASSERT_EQ(lesson.cases.size(), 1u);
  EXPECT_EQ(lesson.cases[0].stdin_text, "1\n2\n");
  EXPECT_EQ(lesson.cases[0].files.at("ticket.json"), "{\"count\": 3}");
  EXPECT_EQ(lesson.cases[0].vars.at("N"), "3");
  ASSERT_EQ(lesson.lines.size(), 2u);
  EXPECT_EQ(lesson.lines[0].name, "start");
  EXPECT_EQ(lesson.lines[0].at.line, 21);
  ASSERT_EQ(lesson.observed_files.size(), 1u);
  EXPECT_EQ(lesson.observed_files[0].path, "ticket.json");
  ASSERT_EQ(lesson.checks.size(), 2u);
  const CheckSpec& order = lesson.checks[0];
  EXPECT_EQ(order.points, 2.5);
  EXPECT_EQ(order.when, Quantifier::sometimes);
  EXPECT_EQ(order.time, JudgedTime::exact);
  EXPECT_EQ(order.finding, FindingKind::not_concurrent);
  EXPECT_EQ(lesson.max_score, 2.5);
}

TEST_F(SpecTest, LeavesTheKeysOfTheTypeToTheCheck) {
  const SpecReading reading =
      read(std::string(head) + "checks:\n  - id: a\n    title: A\n    type: order\n    first: x\n");
  ASSERT_EQ(reading.lesson.checks.size(), 1u);
  const Parameter& parameters = reading.lesson.checks[0].parameters;
  ASSERT_EQ(parameters.map.size(), 1u);
  EXPECT_EQ(parameters.map[0].first.scalar, "first");
  EXPECT_EQ(parameters.map[0].second.at.line, 9);
  EXPECT_EQ(parameters.map[0].second.at.column, 12);
}

TEST_F(SpecTest, HasDefaults) {
  const SpecReading reading = read(std::string(head) + check);
  ASSERT_EQ(describe(reading.file, reading.problems), "");
  EXPECT_EQ(reading.lesson.files, std::vector<std::string>{"solution.cpp"});
  ASSERT_EQ(reading.lesson.cases.size(), 1u);
  EXPECT_EQ(reading.lesson.cases[0].id, "default");
  EXPECT_EQ(reading.lesson.limits.memory_mb, 512);
  EXPECT_EQ(reading.lesson.explore.schedules, 1000);
}

TEST_F(SpecTest, AToolchainIsACompilerWithItsVersion) {
  const std::string rest = std::string(head) + check;
  EXPECT_EQ(problems_of("toolchain: gcc-12.2\n" + rest), "");
  for (const char* wrong : {"clang", "clang-", "msvc-19", "clang-new"})
    EXPECT_NE(problems_of("toolchain: " + std::string(wrong) + "\n" + rest).find("s:1:12: `toolchain` must name"),
              std::string::npos)
        << wrong;
  EXPECT_TRUE(is_toolchain("clang-19", "clang-19.1.7 libstdc++-12 lld-19"));
  EXPECT_TRUE(is_toolchain("clang-19.1.7 libstdc++-12", "clang-19.1.7 libstdc++-12 lld-19"));
  EXPECT_TRUE(is_toolchain("gcc-12.2.0 libstdc++-12", "gcc-12.2.0 libstdc++-12"));
  EXPECT_FALSE(is_toolchain("clang-1", "clang-19.1.7 libstdc++-12 lld-19"));
  EXPECT_FALSE(is_toolchain("gcc-12", "clang-19.1.7 libstdc++-12 lld-19"));
}

TEST_F(SpecTest, SuggestsTheKeyThatWasMeant) {
  EXPECT_EQ(problems_of(std::string(head) + "checks:\n  - id: a\n    title: A\n    type: exit\n    ponits: 2\n"), "");
  EXPECT_EQ(problems_of("idd: x\n" + std::string(head) + check), "s:1:1: unknown key `idd`; did you mean `id`?");
  EXPECT_EQ(problems_of(std::string(head) + "explore: {schedule: 3}\n" + check),
            "s:5:11: unknown key `schedule`; did you mean `schedules`?");
  EXPECT_EQ(problems_of(std::string(head) + "policy: {colour: 3}\n" + check),
            "s:5:10: unknown key `colour`; possible here: `allow`, `forbid`");
}

TEST_F(SpecTest, TellsAllProblemsAtOnceByPosition) {
  EXPECT_EQ(
      problems_of("id: other\n"
                  "topic: thread\n"
                  "kind: program\n"
                  "prelude: yes\n"
                  "driver: d.cpp\n"
                  "limits: {memory-mb: lots, cpu-s: -1}\n"
                  "id: again\n"
                  "checks:\n"
                  "  - {id: a b, title: A, type: exit, points: many, when: maybe}\n"
                  "  - {title: B, type: exit, finding: data-rase}\n"),
      "s:1:1: `the spec` needs the key `title`\n"
      "s:1:5: `id` must be the name of the folder, `queue`, but is `other`\n"
      "s:2:8: `topic` must be one of `processes`, `threads`, `coroutines`, `classics`, but is `thread`; did you mean "
      "`threads`?\n"
      "s:4:10: `prelude` is only for components; this is a program\n"
      "s:4:10: `prelude` must be `true` or `false`, but is `yes`\n"
      "s:5:9: `driver` is only for components; this is a program\n"
      "s:5:9: there is no file `d.cpp` in this folder\n"
      "s:6:21: `memory-mb` must be a whole number from 16 to 65536, but is `lots`\n"
      "s:6:34: `cpu-s` must be a number from 0.1 to 3600, but is `-1`\n"
      "s:7:1: the key `id` stands here a second time (the first is in line 1); remove one\n"
      "s:9:10: `id` must be a name of letters, digits, `-` and `_`, but is `a b`\n"
      "s:9:45: `points` must be a number from 0 to 1000, but is `many`\n"
      "s:9:57: `when` must be one of `always`, `sometimes`, but is `maybe`\n"
      "s:10:5: `a check` needs the key `id`\n"
      "s:10:37: there is no kind of finding `data-rase`; did you mean `data-race`?");
}

TEST_F(SpecTest, PlacesAPatternsMistakeInsideThePattern) {
  EXPECT_EQ(problems_of(std::string(head) + "lines:\n  a: 'x <pid:number>'\n" + check),
            "s:6:9: in this pattern: `number` is no kind of place: `int`, `text`, or words separated by `|`");
}

TEST_F(SpecTest, WantsADriverForAComponent) {
  const std::string spec = "id: queue\ntitle: A\ntopic: threads\nkind: component\n";
  EXPECT_EQ(problems_of(spec + check), "s:4:7: a component needs the key `driver`: the file with its tests");
  write("driver.cpp", "");
  EXPECT_EQ(problems_of(spec + "driver: driver.cpp\n" + check), "");
  EXPECT_EQ(read(spec + "driver: driver.cpp\n" + check).lesson.files, std::vector<std::string>{"solution.hpp"});
}

TEST_F(SpecTest, RefusesFilesThatAreMissingOrOutside) {
  EXPECT_EQ(problems_of(std::string(head) + "given: [x.hpp]\n" + check),
            "s:5:8: there is no file `x.hpp` in `starter/`");
  EXPECT_NE(problems_of(std::string(head) + "files: [../x.cpp]\n" + check).find("below this folder"),
            std::string::npos);
  EXPECT_NE(problems_of(std::string(head) + "files: [/etc/passwd]\n" + check).find("below this folder"),
            std::string::npos);
  EXPECT_NE(problems_of(std::string(head) + "files: [.hidden]\n" + check).find("leading dots"), std::string::npos);
  EXPECT_EQ(problems_of(std::string(head) + "files: [a.cpp, a.cpp]\n" + check), "s:5:16: `files` names `a.cpp` twice");
}

TEST_F(SpecTest, FindsIdsThatStandTwice) {
  EXPECT_EQ(problems_of(std::string(head) + check + "  - {id: a, title: B, type: exit}\n"),
            "s:7:5: there is already a check `a`; give this one another `id`");
  EXPECT_EQ(problems_of(std::string(head) + "cases: [{id: x}, {id: x}]\n" + check),
            "s:5:18: there is already a case `x`; give this one another `id`");
}

TEST_F(SpecTest, GivesTheFirstErrorOfSyntaxAlone) {
  EXPECT_EQ(problems_of("id: [x\ntitle: y\nkind: : :\n").substr(0, 4), "s:2:");
}

TEST_F(SpecTest, SurvivesValuesOfEveryWrongShape) {
  for (const char* shape : {"[]", "{}", "x", "", "[[1]]", "[{a: b}]", "{a: {b: c}}", "-1", "'x'"}) {
    for (const char* key : {"id", "title", "topic", "kind", "files", "given", "driver", "prelude", "explore", "limits",
                            "policy", "cases", "lines", "files-after", "checks"})
      EXPECT_FALSE(read(std::string(key) + ": " + shape + "\n").problems.empty()) << key << ": " << shape;
    EXPECT_FALSE(read(std::string(shape) + "\n").problems.empty()) << shape;
  }
}

TEST_F(SpecTest, SaysThatAFileCannotBeRead) {
  const Result<Lesson> lesson = load_lesson(root_ / "nowhere");
  ASSERT_FALSE(lesson);
  EXPECT_EQ(lesson.error().kind, ErrorKind::input);
  EXPECT_EQ(lesson.error().message, (root_ / "nowhere/spec.yaml").string() + ": this file cannot be read");
}

TEST_F(SpecTest, DigestsWhatTheVerdictDependsOn) {
  write("starter/given.hpp", "1");
  const std::string spec = std::string(head) + "given: [given.hpp]\n" + check;
  const std::string first = read(spec).lesson.spec_sha256;
  EXPECT_EQ(first.size(), 64u);
  EXPECT_EQ(read(spec).lesson.spec_sha256, first);
  write("starter/given.hpp", "2");
  EXPECT_NE(read(spec).lesson.spec_sha256, first);
}

TEST(Lessons, AllHaveGoodSpecs) {
  const auto folders = lesson_folders(THREADMARK_SOURCE_DIR "/exercises");
  ASSERT_TRUE(folders) << folders.error().message;
  for (const fs::path& folder : *folders) {
    SpecReading reading = read_lesson(folder);
    EXPECT_EQ(describe(reading.file, std::move(reading.problems)), "");
  }
}

}  // namespace
}  // namespace threadmark::spec
